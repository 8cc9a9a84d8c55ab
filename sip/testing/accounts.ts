import { createHash } from 'node:crypto'
import type { AccountStore, SipAccount } from '../live.ts'

export const testRealm = 'vakhta'
export const testDomain = 'vakhta.test'

const hex = (algorithm: 'md5' | 'sha256', text: string): string =>
  createHash(algorithm).update(text).digest('hex')

/** An account whose secret is `secret-<username>`. */
export function testAccount(username: string, facts: Partial<SipAccount> = {}): SipAccount {
  const a1 = `${username}:${testRealm}:${secretOf(username)}`
  return {
    username,
    kind: 'operator',
    ha1Md5: hex('md5', a1),
    ha1Sha256: hex('sha256', a1),
    displayName: username,
    number: '',
    isPaused: false,
    ...facts,
  }
}

export const secretOf = (username: string): string => `secret-${username}`

/** Accounts in memory, each look-up in a later turn as a database would do it. */
export function testAccounts(accounts: SipAccount[]): AccountStore & { byName: Map<string, SipAccount> } {
  const byName = new Map(accounts.map((account) => [account.username, account]))
  return {
    byName,
    find: (username) => new Promise((resolve) => setImmediate(() => resolve(byName.get(username) ?? null))),
  }
}
