import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { localDay } from '#domain/house/local-day.ts'
import { localMidnight } from '#domain/house/local-midnight.ts'
import { numberOf } from './number-of.ts'

/**
 * A consent on paper: it holds from the beginning of its day. The paper itself lies in a folder; its number finds it.
 * @throws Refusal badInput (no number that can be rung; a day to come; an end before the beginning)
 */
export async function addPaperConsent(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'addPaperConsent'>,
): Promise<RouteResponse<'addPaperConsent'>> {
  const { purpose, givenOn, paper, until } = body
  const digits = numberOf(body.number)
  const { timeZone } = deps.installation
  const now = deps.now()
  if (givenOn > localDay(now, timeZone)) throw new Refusal('badInput', { field: 'givenOn' })
  if (until !== null && until < givenOn) throw new Refusal('badInput', { field: 'until' })
  const at = localMidnight(givenOn, timeZone)
  await deps.store.transaction(async (tx) => {
    await tx.consents.add({
      digits,
      purpose,
      shutdownId: null,
      how: 'paper',
      at,
      callId: null,
      words: `Согласие на бумаге № ${paper}`,
      paper,
      until,
      by: person.userId,
    })
    const details = { purpose, givenOn, paper, until: until ?? '' }
    tx.audit('consent.written', { userId: person.userId, at: now }, { subject: digits, details })
  })
  return { ok: true }
}
