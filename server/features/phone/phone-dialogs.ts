import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** A held call lives this long without a packet (rtp_timeout_hold); after it no dialog can be taken up. */
export const DIALOG_VALID_MS = 600_000

/** A page that talks says every few seconds what it talks on. Not journalled, and never in a log. */
export async function savePhoneDialogs(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'savePhoneDialogs'>,
): Promise<RouteResponse<'savePhoneDialogs'>> {
  const userId = ownerOf(person)
  const { phoneDialogs } = deps.store.repositories
  if (body.dialogs.length === 0) await phoneDialogs.remove(userId, body.instance)
  else await phoneDialogs.save(userId, { ...body, savedAt: deps.now() })
  return { ok: true }
}

/** To the operator's own sessions alone; `quietMs` tells whether the page that saved them still lives. */
export async function findPhoneDialogs(
  deps: Deps,
  person: Person,
): Promise<RouteResponse<'findPhoneDialogs'>> {
  const now = deps.now()
  const since = new Date(now.getTime() - DIALOG_VALID_MS)
  const found = await deps.store.repositories.phoneDialogs.find(ownerOf(person), since)
  if (found === null) return { instance: '', dialogs: [], quietMs: 0 }
  const { instance, dialogs, savedAt } = found
  return { instance, dialogs, quietMs: Math.max(0, now.getTime() - savedAt.getTime()) }
}

function ownerOf(person: Person): number {
  if (person.sipUsername === null) throw new Refusal('notFound', { what: 'sipUsername' })
  return person.userId
}
