import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'

/** What a number has consented to or refused, newest first. A hidden one has nothing. */
export async function consentsOfNumber(
  deps: Deps,
  _person: Person,
  { query }: RouteInput<'consentsOfNumber'>,
): Promise<RouteResponse<'consentsOfNumber'>> {
  const entries = await deps.store.repositories.consentRegister.page(
    { number: phoneDigits(query.number), limit: 100 },
    { now: deps.now(), timeZone: deps.installation.timeZone },
  )
  return { entries }
}
