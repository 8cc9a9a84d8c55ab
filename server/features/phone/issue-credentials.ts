import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { newSipSecret } from './sip-secret.ts'
import { sipServer } from './sip-server.ts'

const VALID_MS = 12 * 3_600_000

/**
 * The SIP account of this operator. All sessions of a person share one secret while it is valid, so a second tab
 * does not throw the first one out; at its end the next asking makes another.
 */
export async function issueCredentials(
  deps: Deps,
  person: Person,
  input: RouteInput<'phoneCredentials'> & { origin: string },
): Promise<RouteResponse<'phoneCredentials'>> {
  if (person.sipUsername === null) throw new Refusal('notFound', { what: 'sipUsername' })
  const { sipRealm: realm, sipDomain, queueNumber } = deps.installation
  const now = deps.now()
  const { heartbeats, settings, sipAccounts } = deps.store.repositories
  await heartbeats.expected(person.userId)
  const account = await sipAccounts.issue(
    {
      username: person.sipUsername,
      kind: 'operator',
      userId: person.userId,
      realm,
      ...newSipSecret(person.sipUsername, realm),
      displayName: person.name,
      number: '',
      visitor: '',
      expiresAt: new Date(now.getTime() + VALID_MS),
    },
    now,
  )
  const { settings: current } = await settings.read()
  return {
    server: sipServer(current.sip_server, input.origin),
    domain: sipDomain,
    username: account.username,
    realm,
    ha1: account.ha1Md5,
    displayName: account.displayName,
    queueNumber,
    expiresAt: account.expiresAt.toISOString(),
  }
}
