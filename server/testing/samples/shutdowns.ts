import { randomUUID } from 'node:crypto'
import type { RouteInput } from '#contracts/http.ts'
import type { Shutdown, ShutdownFields, ShutdownHouse } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changeShutdown } from '#server/features/shutdown/change-shutdown.ts'
import { createShutdown } from '#server/features/shutdown/create-shutdown.ts'
import { endShutdown } from '#server/features/shutdown/term/end-shutdown.ts'
import { getShutdown } from '#server/features/shutdown/get-shutdown.ts'
import { moveTerm } from '#server/features/shutdown/term/move-term.ts'
import { asAnswered } from '../edge/as-answered.ts'

/** The whole of a house, as its own picker chose it. */
export const whole = (houseId: number): ShutdownHouse => ({ houseId, via: 'house', entrances: null })

/** A burst main without a term, in these houses. */
export const burstIn = (
  houses: readonly (number | ShutdownHouse)[],
  changes: Partial<ShutdownFields> = {},
): ShutdownFields => ({
  kind: 'emergency',
  services: ['coldWater'],
  cause: 'Порыв на вводе',
  text: '',
  organisationId: null,
  responsible: '',
  startsAt: '2026-11-22T09:50:00.000Z',
  plannedEnd: null,
  houses: houses.map((house) => (typeof house === 'number' ? whole(house) : house)),
  ...changes,
})

/** What a dispatcher does with shutdowns, in a word each. */
export const shutdownDesk = (deps: Deps, actor: Person) => {
  const of = ({ id }: { id: number }) => ({ params: { id }, query: undefined })
  return {
    create: (
      fields: ShutdownFields,
      body: Partial<RouteInput<'createShutdown'>['body']> = {},
    ): Promise<Shutdown> =>
      createShutdown(deps, actor, {
        params: undefined,
        query: undefined,
        body: { key: randomUUID(), fields, suggestionId: null, taskIds: [], ...body },
      }),
    change: (shutdown: Shutdown, fields: RouteInput<'changeShutdown'>['body']['fields']) =>
      changeShutdown(deps, actor, { ...of(shutdown), body: { version: shutdown.version, fields } }),
    move: (shutdown: Shutdown, plannedEnd: string | null, reason = '') =>
      moveTerm(deps, actor, { ...of(shutdown), body: { version: shutdown.version, plannedEnd, reason } }),
    end: (shutdown: Shutdown, body: Partial<RouteInput<'endShutdown'>['body']> = {}) =>
      endShutdown(deps, actor, {
        ...of(shutdown),
        body: {
          version: shutdown.version,
          endedAt: deps.now().toISOString(),
          note: '',
          askCallers: false,
          closeTasks: false,
          ...body,
        },
      }),
    read: (shutdown: { id: number }) =>
      asAnswered('getShutdown', getShutdown)(deps, actor, { ...of(shutdown), body: undefined }),
  }
}
