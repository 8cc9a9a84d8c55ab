import { beforeEach, expect, test } from 'vitest'
import type { SipAccount } from '#sip/live.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { rememberAccounts } from './remembered-accounts.ts'

const account: SipAccount = {
  username: 'op-1',
  kind: 'operator',
  ha1Md5: 'a',
  ha1Sha256: 'b',
  displayName: 'Анна',
  number: '101',
  isPaused: false,
}
let answer: () => Promise<SipAccount | null>
let time: number
const log = createTestLog()
const accounts = () =>
  rememberAccounts({ find: () => answer() }, { log, now: () => time, rememberMs: 600_000, waitMs: 20 })
const away = () => Promise.reject(new Error('PostgreSQL is away'))
const frozen = () => new Promise<never>(() => undefined)

beforeEach(() => {
  answer = async () => account
  time = 0
  log.lines.length = 0
})

test.each([
  ['away', away],
  ['frozen', frozen],
])('the last known account answers while the store is %s, and it is said once', async (_, silent) => {
  const remembered = accounts()
  await remembered.find('op-1')
  answer = silent
  time = 599_000
  expect(await remembered.find('op-1')).toEqual(account)
  expect(await remembered.find('op-1')).toEqual(account)
  expect(log.lines).toHaveLength(1)
})

test('it answers for minutes, not for ever', async () => {
  const remembered = accounts()
  await remembered.find('op-1')
  answer = away
  time = 600_001
  await expect(remembered.find('op-1')).rejects.toThrow('PostgreSQL is away')
})

test('an account that was never found, or is gone, is not made up', async () => {
  const remembered = accounts()
  await remembered.find('op-1')
  answer = async () => null
  expect(await remembered.find('op-1')).toBeNull()
  answer = away
  await expect(remembered.find('op-1')).rejects.toThrow('PostgreSQL is away')
  await expect(remembered.find('op-2')).rejects.toThrow('PostgreSQL is away')
})

test('what the store says now goes before what it said', async () => {
  const remembered = accounts()
  await remembered.find('op-1')
  answer = async () => ({ ...account, isPaused: true })
  expect(await remembered.find('op-1')).toMatchObject({ isPaused: true })
})
