import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BurstWorld } from '../world.ts'

export interface MadeShutdown {
  id: number
  /** Did the system ask for it by itself before the dispatcher had made it? */
  wasSuggested: boolean
  /** From the creation until callers can hear it; seconds of the clock. */
  spokenAfter: number
}

/** What a dispatcher does on the third call: the houses of the heating point, two keys, no word typed that is not needed. */
export async function createShutdown({ dispatcher, city }: BurstWorld): Promise<MadeShutdown> {
  const { suggestions } = await dispatcher.ask('listSuggestions')
  const suggestion = suggestions[0] ?? null
  const now = Date.now()
  const { id } = await dispatcher.ask('createShutdown', {
    body: {
      key: randomUUID(),
      fields: {
        kind: 'emergency',
        services: ['coldWater'],
        cause: 'порыв магистрали',
        text: '',
        organisationId: null,
        responsible: '',
        startsAt: new Date(now - 60_000).toISOString(),
        plannedEnd: new Date(now + 4 * 3_600_000).toISOString(),
        houses: city.houseIds.map((houseId) => ({ houseId, via: 'heatPoint' as const, entrances: null })),
      },
      suggestionId: suggestion?.id ?? null,
      taskIds: suggestion?.taskIds ?? [],
    },
  })
  const createdAt = performance.now()
  for (;;) {
    const { shutdown } = await dispatcher.ask('getShutdown', { params: { id } })
    if (shutdown.isSpoken) break
    if (performance.now() - createdAt > 60_000) throw new Error('the shutdown was not spoken within a minute')
    await pause(100)
  }
  return { id, wasSuggested: suggestion !== null, spokenAfter: (performance.now() - createdAt) / 1000 }
}
