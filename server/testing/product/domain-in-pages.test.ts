import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')

/** What a file imports at run time. */
async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  return [...text.matchAll(/^(?:import|export) (?!type\b)[^'"]*?from '([^']+)'/gm)].flatMap(
    ([, from]) => from ?? [],
  )
}

const domainFile = (from: string, of: string): string | null =>
  from.startsWith('#domain/')
    ? path.join(root, 'server/domain', from.slice('#domain/'.length))
    : from.startsWith('.')
      ? path.join(path.dirname(of), from)
      : null

it('pages get no package through the domain: the numbers of the whole world are the server’s (ADR 0030)', async () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const walk = async (file: string): Promise<void> => {
    if (seen.has(file)) return
    seen.add(file)
    for (const from of await importsOf(file)) {
      const next = domainFile(from, file)
      if (next !== null) await walk(next)
      else if (!from.startsWith('#contracts/')) packages.add(`${path.relative(root, file)} imports ${from}`)
    }
  }
  for await (const name of glob('client/src/**/*.{ts,vue}', { cwd: root })) {
    const file = path.join(root, name)
    for (const from of await importsOf(file)) {
      const next = from.startsWith('#domain/') ? domainFile(from, file) : null
      if (next !== null) await walk(next)
    }
  }
  expect(seen.size).toBeGreaterThan(5)
  expect([...packages]).toEqual([])
})
