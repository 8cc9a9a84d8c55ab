import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/** Null when it is over: an end needs nobody to note it. */
async function present({ store, now }: Deps): Promise<RouteResponse<'getNightMode'>['night']> {
  const night = await store.repositories.lines.night()
  return night && Date.parse(night.endsAt) > now().getTime() ? night : null
}

export async function getNightMode(
  deps: Deps,
  _person: Person,
  _input: RouteInput<'getNightMode'>,
): Promise<RouteResponse<'getNightMode'>> {
  return { night: await present(deps) }
}

/** @throws Refusal badInput when it would end before it begins */
export async function setNightMode(
  deps: Deps,
  person: Person,
  { body }: RouteInput<'setNightMode'>,
): Promise<RouteResponse<'setNightMode'>> {
  const by = { userId: person.userId, at: deps.now() }
  const endsAt = body.endsAt === null ? null : new Date(body.endsAt)
  if (endsAt !== null && endsAt <= by.at) throw new Refusal('badInput', { field: 'endsAt' })
  await deps.store.transaction(async (tx) => {
    if (endsAt === null) await tx.lines.endNight()
    else await tx.lines.setNight(endsAt, by)
    tx.audit('line.night', by, { subject: 'lines', details: { endsAt: body.endsAt ?? '' } })
  })
  return { night: await present(deps) }
}
