import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Actor } from '#server/ports.ts'
import { callerToken } from './caller-token.ts'
import { newSipSecret } from './sip-secret.ts'
import { sipServer } from './sip-server.ts'

const VALID_MS = 3_600_000
const ACCOUNTS_OF_ADDRESS = 30
const WINDOW_SECONDS = 600

/**
 * A SIP account for one visit of the resident's call page. The number is what the visitor says it is: the page
 * belongs to demos and training, and the account can reach nothing but the queue.
 */
export async function issueCallerCredentials(
  deps: Deps,
  actor: Actor,
  input: RouteInput<'callerCredentials'> & { origin: string },
): Promise<RouteResponse<'callerCredentials'>> {
  if (!deps.installation.callPage) throw new Refusal('notFound')
  const { allowed, retryAfterSeconds } = await deps.limiter.hit(
    `caller-credentials:${actor.ip}`,
    ACCOUNTS_OF_ADDRESS,
    WINDOW_SECONDS,
  )
  if (!allowed) throw new Refusal('tooMany', { retryAfterSeconds })

  const { sipRealm: realm, sipDomain, queueNumber } = deps.installation
  const { settings, sipAccounts } = deps.store.repositories
  const now = deps.now()
  const username = `web-${randomBytes(9).toString('hex')}`
  const secret = newSipSecret(username, realm)
  await sipAccounts.removeExpired(now)
  const account = await sipAccounts.issue(
    {
      username,
      kind: 'caller',
      userId: null,
      realm,
      ...secret,
      displayName: headerSafe(input.body.name),
      number: headerSafe(input.body.number),
      visitor: createHash('sha256').update(`visitor ${actor.ip}`).digest('hex').slice(0, 16),
      expiresAt: new Date(now.getTime() + VALID_MS),
    },
    now,
  )
  const { settings: current } = await settings.read()
  const server = new URL(sipServer(current.sip_server, input.origin))
  if (current.sip_server === '') server.searchParams.set('caller', callerToken(username, secret.ha1Sha256))
  return {
    server: server.href,
    domain: sipDomain,
    username,
    realm,
    ha1: account.ha1Md5,
    displayName: account.displayName,
    queueNumber,
    expiresAt: account.expiresAt.toISOString(),
  }
}

/** Both go into SIP headers: no control characters, whatever the PBX does about them (RFC 3261 section 25.1). */
const headerSafe = (text: string): string => text.replace(/\p{Cc}/gu, ' ').trim()
