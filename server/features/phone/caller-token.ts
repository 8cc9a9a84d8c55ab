import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Deps } from '#server/deps.ts'

/**
 * What lets a call page open the SIP WebSocket: `<username>.<mac>`. The key is the account's SHA-256 HA1, which
 * never leaves the server, so the token dies with the account and needs no table.
 */
const macOf = (username: string, ha1Sha256: string): Buffer =>
  createHmac('sha256', ha1Sha256).update(`caller-token:${username}`).digest()

export const callerToken = (username: string, ha1Sha256: string): string =>
  `${username}.${macOf(username, ha1Sha256).toString('base64url')}`

/** Is it the token of a call page's account that is still valid? */
export async function isCallerToken(deps: Deps, token: string): Promise<boolean> {
  const [, username, mac] = /^([\w-]{1,60})\.([\w-]{20,100})$/.exec(token) ?? []
  if (username === undefined || mac === undefined) return false
  const account = await deps.store.repositories.sipAccounts.find(username, deps.now())
  if (account?.kind !== 'caller') return false
  const given = Buffer.from(mac, 'base64url')
  const expected = macOf(username, account.ha1Sha256)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
