import { Refusal } from '#contracts/error.ts'
import { permissionsOfRole } from '#contracts/permission.ts'
import type { ShutdownFields, ShutdownHouse } from '#contracts/shutdown.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createShutdown } from '#server/features/shutdown/create-shutdown.ts'
import { endShutdown } from '#server/features/shutdown/term/end-shutdown.ts'
import { moveTerm } from '#server/features/shutdown/term/move-term.ts'
import { localHour } from '#domain/time/local-clock.ts'
import { demoSource } from '../call-events.ts'

const minute = 60_000
const hour = 60 * minute
/** Keys of the three: created once, whatever was cut short. */
const keys = {
  ended: '5d1f2c1e-0b7a-4a51-9a52-3c1f0f6a0001',
  planned: '5d1f2c1e-0b7a-4a51-9a52-3c1f0f6a0002',
  active: '5d1f2c1e-0b7a-4a51-9a52-3c1f0f6a0003',
}

/** One shutdown that is over, one to come, and one that is on, made as a dispatcher makes them and when he would have. */
export async function seedShutdowns(deps: Deps): Promise<void> {
  const { repositories } = deps.store
  if ((await repositories.ledger.cursor(demoSource)) === null) return
  if ((await repositories.shutdowns.page({ limit: 1 })).length > 0) return
  const dispatcher = await dispatcherOf(deps)
  if (dispatcher === null) return
  const now = deps.now()
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  const create = (at: Date, key: string, fields: ShutdownFields) =>
    createShutdown({ ...deps, now: () => at }, dispatcher, {
      ...nothing,
      body: { key, fields, suggestionId: null, taskIds: [] },
    })

  const over = await create(ago(26 * hour), keys.ended, {
    ...empty,
    kind: 'emergency',
    services: ['hotWater', 'heating'],
    cause: 'Течь на вводе в ЦТП-2',
    startsAt: ago(26 * hour).toISOString(),
    plannedEnd: ago(21 * hour).toISOString(),
    houses: housesFrom(11, 20, 'heatPoint'),
  })
  const endedAt = ago(22 * hour)
  await asItIsNow(deps, over, (version) =>
    endShutdown({ ...deps, now: () => endedAt }, dispatcher, {
      ...nothing,
      params: { id: over.id },
      body: {
        version,
        endedAt: endedAt.toISOString(),
        note: 'Заменили задвижку',
        askCallers: false,
        closeTasks: false,
      },
    }),
  )

  const { timeZone } = deps.installation
  await create(ago(5 * hour), keys.planned, {
    ...empty,
    kind: 'planned',
    services: ['coldWater'],
    cause: 'Замена стояковых вентилей',
    text: 'Просим запастись водой',
    startsAt: localHour(now, 10, timeZone, 1).toISOString(),
    plannedEnd: localHour(now, 14, timeZone, 1).toISOString(),
    houses: housesFrom(21, 25, 'street'),
  })

  const begun = ago(40 * minute)
  const burst = await create(begun, keys.active, {
    ...empty,
    kind: 'emergency',
    services: ['coldWater'],
    cause: 'Порыв на вводе',
    startsAt: begun.toISOString(),
    plannedEnd: halfHour(new Date(now.getTime() + 20 * minute)),
    houses: housesFrom(6, 9, 'street'),
  })
  const movedAt = ago(10 * minute)
  await asItIsNow(deps, burst, (version) =>
    moveTerm({ ...deps, now: () => movedAt }, dispatcher, {
      ...nothing,
      params: { id: burst.id },
      body: {
        version,
        plannedEnd: halfHour(new Date(now.getTime() + 2 * hour)),
        reason: 'Ждём экскаватор Горводоканала',
      },
    }),
  )
}

/** A worker may run already and have started the shutdown, or said that it is overdue, since it was created. */
async function asItIsNow(
  { store }: Deps,
  { id, version }: { id: number; version: number },
  change: (version: number) => Promise<unknown>,
): Promise<void> {
  for (let known = version, tries = 1; ; tries++) {
    try {
      await change(known)
      return
    } catch (error) {
      if (tries === 5 || !(error instanceof Refusal) || error.code !== 'conflict') throw error
      known = (await store.repositories.shutdowns.find(id))?.version ?? known
    }
  }
}

const nothing = { params: undefined, query: undefined }
const empty = { text: '', organisationId: null, responsible: 'Мастер Лукин' }

/** Houses by their places in the company's list. */
const housesFrom = (first: number, last: number, via: ShutdownHouse['via']): ShutdownHouse[] =>
  Array.from({ length: last - first + 1 }, (_none, index) => ({
    houseId: first + index,
    via,
    entrances: null,
  }))

/** The next half or whole hour, as people promise. */
const halfHour = (at: Date): string =>
  new Date(Math.ceil(at.getTime() / (30 * minute)) * 30 * minute).toISOString()

async function dispatcherOf({ store }: Deps): Promise<Person | null> {
  const people = await store.repositories.users.operators()
  const found = people.find(({ role }) => role === 'dispatcher')
  if (!found) return null
  const { id, name, role, sipUsername } = found
  return {
    userId: id,
    name,
    role,
    permissions: permissionsOfRole[role],
    companies: null,
    sipUsername,
    sessionHash: null,
    ip: '',
  }
}
