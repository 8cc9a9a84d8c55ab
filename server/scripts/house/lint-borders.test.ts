// @module-tag programs
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vakhta-lint-'))
  cpSync('.oxlintrc.json', path.join(folder, '.oxlintrc.json'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What our linter, with our rules, says of this text in that file. */
function told(file: string, text: string): string {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
  const { stdout } = spawnSync(path.resolve('node_modules/.bin/oxlint'), ['--format=default', file], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout
}
const knex = `import knex from 'knex'\nexport const a = knex({})\n`

it.each([
  [
    'server/contracts/a.ts',
    `import Koa from 'koa'\nexport const a = new Koa()\n`,
    'Contracts import zod alone',
  ],
  ['server/domain/a.ts', knex, 'The domain is pure'],
  ['server/domain/a.ts', 'export const a = Date.now()\n', 'Time is an argument'],
  ['server/features/task/a.ts', knex, 'takes its dependencies by argument'],
  ['server/features/shutdown/notice/a.ts', knex, 'takes its dependencies by argument'],
  [
    'server/platform/http/a.ts',
    `import { z } from 'zod'\nexport const a = z.string()\n`,
    'Text of contracts',
  ],
  [
    'client/src/a.ts',
    `import a from '#server/main.ts'\nexport { a }\n`,
    'The client imports #contracts and #domain',
  ],
  ['sip/a.ts', `import a from '#server/main.ts'\nexport { a }\n`, 'sip imports only'],
])('%s is told: %s', (file, text, message) => {
  expect(told(file, text)).toContain(message)
})

it.each([
  'server/features/task/db/a.ts',
  'server/features/shutdown/notice/db/a.ts',
  'server/features/task/feature.ts',
  'server/features/task/jobs.ts',
  'server/platform/db/a.ts',
])('%s may know a database', (file) => {
  expect(told(file, knex)).not.toContain('no-restricted-imports')
})

it('a use case may know the type of one', () => {
  const text = `import type { Knex } from 'knex'\nexport const a = (k: Knex) => k\n`
  expect(told('server/features/task/a.ts', text)).not.toContain('no-restricted-imports')
})
