import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Lock, missing, withoutHash } from './faults.ts'

const integrity = 'sha512-abc'
const tool = {
  version: '1.0.0',
  integrity,
  optionalDependencies: { '@tool/linux-x64': '1.0.0', extra: '^1.0.0' },
}

it('a package of another platform that is left out is told, what is optional else is not', () => {
  expect(missing({ '': {}, 'node_modules/tool': tool })).toEqual(['@tool/linux-x64@1.0.0'])
  const nested = 'node_modules/tool/node_modules/@tool/linux-x64'
  expect(missing({ 'node_modules/tool': tool, [nested]: { integrity } })).toEqual([])
})

it('a package without a strong hash is told; the project itself and links have none', () => {
  const packages = {
    '': { version: '0.1.0' },
    'node_modules/ours': { link: true },
    'node_modules/good': { version: '1.0.0', integrity },
    'node_modules/bare': { version: '1.0.0' },
    'node_modules/weak': { version: '1.0.0', integrity: 'sha1-abc' },
  }
  expect(withoutHash(packages)).toEqual(['node_modules/bare', 'node_modules/weak'])
})

it('our lock file has neither', async () => {
  const text = await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8')
  const { packages } = Lock.parse(JSON.parse(text))
  expect([missing(packages), withoutHash(packages)]).toEqual([[], []])
})
