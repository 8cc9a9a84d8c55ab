import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptDemoPassword } from './password.ts'

const folder = async (): Promise<string> => {
  const made = await mkdtemp(path.join(tmpdir(), 'vakhta-demo-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return path.join(made, 'data')
}

test('each data folder has a password of its own, which stays and is its owner’s alone', async () => {
  const [one, other] = [await folder(), await folder()]
  const password = await keptDemoPassword(one)
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
  expect(await keptDemoPassword(one)).toBe(password)
  expect(await keptDemoPassword(other)).not.toBe(password)
  expect((await stat(path.join(one, 'demo-password'))).mode & 0o777).toBe(0o600)
})
