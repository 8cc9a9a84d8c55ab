import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { newSipSecret } from '#server/features/phone/sip-secret.ts'
import { idleSince } from '#server/platform/access/lifetime.ts'

/**
 * Ends this session; with the person's last one the SIP account goes too, so no phone stays registered. While another
 * session lives the account goes on under a new secret: what the page that is left knew is worth nothing.
 */
export async function signOut(
  deps: Deps,
  person: Person,
  _input: RouteInput<'signOut'>,
): Promise<RouteResponse<'signOut'>> {
  const { sessionHash, userId } = person
  if (sessionHash) {
    const now = deps.now()
    await deps.store.transaction(async (tx) => {
      await tx.sessions.remove(sessionHash)
      if ((await tx.sessions.countLiveOf(userId, now, idleSince(now))) === 0)
        await tx.sipAccounts.removeOfUser(userId)
      else await tx.sipAccounts.changeSecret(userId, ({ username, realm }) => newSipSecret(username, realm))
    })
    deps.log.info({ userId }, 'signed out')
  }
  return { ok: true }
}
