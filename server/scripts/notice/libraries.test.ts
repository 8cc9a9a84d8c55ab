import { expect, it } from 'vitest'
import { libraries, Manifest, questionable, table, withTable } from './libraries.ts'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/koa': { version: '3.0.0', license: 'MIT' },
    'node_modules/vitest': { version: '4.0.0', license: 'MIT', dev: true },
    'node_modules/ours': { link: true },
    'node_modules/koa/node_modules/@of/old': { version: '1.0.0' },
    'node_modules/other/node_modules/koa': { version: '3.0.0', license: 'MIT' },
    'node_modules/@tool/darwin': { version: '2.0.0', license: 'ISC' },
  },
}
const none = () => null

it('names what production needs, also nested and of other platforms, each version once', () => {
  expect(libraries(lock, none)).toEqual([
    { name: '@of/old', version: '1.0.0', licence: null },
    { name: '@tool/darwin', version: '2.0.0', licence: 'ISC' },
    { name: 'koa', version: '3.0.0', licence: 'MIT' },
  ])
})

it('the package has the last word on its licence, in the old form as well', () => {
  const word = (manifest: object) =>
    libraries(lock, (folder) => (folder.endsWith('old') ? Manifest.parse(manifest) : null))[0]
  expect(word({ license: 'ISC' })?.licence).toBe('ISC')
  expect(word({ licenses: [{ type: 'MIT' }] })?.licence).toBe('MIT')
})

it('an unknown licence and one that nobody has accepted are questions', () => {
  const library = { name: 'a', version: '1' }
  const all = ['MIT', null, 'GPL-3.0-only', 'MIT OR GPL-3.0-only'].map((licence) => ({ ...library, licence }))
  expect(questionable(all).map(({ licence }) => licence)).toEqual([
    null,
    'GPL-3.0-only',
    'MIT OR GPL-3.0-only',
  ])
})

it('the table stands between its marks, and is the same when written again', () => {
  const page = 'before\n<!-- libraries: npm run notice -->\nold\n<!-- /libraries -->\nafter\n'
  const written = withTable(page, table(libraries(lock, none)))
  expect(written).toMatch(/^before\n.*\n\n```text\n.*\nMIT \(1\)\n {2}koa 3\.0\.0\n.*\nafter\n$/s)
  expect(withTable(written, table(libraries(lock, none)))).toBe(written)
  expect(() => withTable('no marks', '')).toThrow('no marks')
})
