// @module-tag programs
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyPassword } from '#server/features/session/password.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'

const script = fileURLToPath(new URL('run.mjs', import.meta.url))
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

function create(args: string[], env: Record<string, string> = {}): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'admin-create', ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url, ...env },
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('makes an administrator with a password of one’s own, which is not printed', async () => {
  const { status, said } = create(['--login', 'Boss', '--name', 'Иван Петров'], {
    VAKHTA_ADMIN_PASSWORD: 'long enough 1',
  })
  expect(status).toBe(0)
  expect(said).not.toContain('long enough 1')
  const found = await database.store.repositories.users.findByLogin('boss')
  expect(found?.user).toMatchObject({ name: 'Иван Петров', role: 'admin' })
  expect(await verifyPassword('long enough 1', found?.passwordHash ?? '')).toBe(true)
})

test('without a terminal and a password it makes one and prints it once', async () => {
  const { status, said } = create(['--login', 'second'])
  expect(status).toBe(0)
  const password = /Пароль: (\S+)/.exec(said)?.[1] ?? ''
  const found = await database.store.repositories.users.findByLogin('second')
  expect(await verifyPassword(password, found?.passwordHash ?? '')).toBe(true)
})

test('a login that exists and a short password are refused in a sentence', () => {
  expect(create(['--login', 'second'])).toMatchObject({ status: 64 })
  const short = create(['--login', 'third'], { VAKHTA_ADMIN_PASSWORD: 'short' })
  expect(short.status).toBe(64)
  expect(short.said.trim().split('\n')).toHaveLength(1)
})
