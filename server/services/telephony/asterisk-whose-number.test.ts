import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { addCardLine } from '#server/features/house/entry/add-card-line.ts'
import { localDay } from '#domain/house/local-day.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import {
  day,
  flats,
  Model,
  newWorld,
  perform,
  step,
  type Step,
  type World,
} from '#server/testing/samples/number-histories.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { installViews } from '#sip/asterisk/install-views.ts'

/**
 * Whose flat a number is has one rule: after any history the PBX tells a caller of just those flats that the product
 * shows on his card. Histories end today, since the view goes by the clock of the database.
 */
let database: TestDatabase
let asterisk: Client
let deps: Deps
let editor: Person
const clock = testClock(new Date().toISOString())
const role = `asterisk_whose_${process.pid}`
const timeZone = 'Asia/Yekaterinburg'

beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: clock.now })
  editor = await addActor(database.store, 'dispatcher')
  const url = new URL(database.url)
  await install(timeZone)
  url.username = role
  url.password = 'p'
  asterisk = new Client({ connectionString: url.href })
  await asterisk.connect()
})
afterAll(async () => {
  await asterisk?.end()
  await database?.knex.raw(
    `drop schema asterisk cascade; grant ${role} to current_user; drop owned by ${role}; drop role ${role}`,
  )
  await database?.drop()
})
beforeEach(() => database.knex.raw('delete from shutdown_houses; delete from shutdowns'))

const install = (zone: string): Promise<void> =>
  installViews({
    query: (sql) => database.knex.raw(sql),
    database: new URL(database.url).pathname.slice(1),
    role,
    password: 'p',
    queue: { name: 'dispatch' },
    timeZone: zone,
  })
const movesIn = (world: World, person: number, flat: number, livesFrom: string) =>
  addCardLine(deps, editor, {
    params: { id: world.flats[flat]?.apartmentId ?? 0 },
    query: undefined,
    body: {
      name: '',
      residentId: world.people[person] ?? 0,
      relation: 'member',
      livesFrom,
      livesTo: null,
      isLiving: true,
    },
  })

/** A history that ends today; `ahead`: who is entered already and moves in tomorrow, `<person> <flat>`. */
async function tell(history: readonly Step[], ahead: readonly string[] = []): Promise<World> {
  const world = await newWorld(database)
  const model = new Model()
  clock.set(new Date(Date.now() - history.length * day).toISOString())
  for (const done of history) {
    clock.advance(day)
    await perform({ database, deps, editor }, world, done, model)
    model.apply(done)
  }
  clock.set(new Date().toISOString())
  const tomorrow = localDay(new Date(Date.now() + day), timeZone)
  for (const one of new Set(ahead)) {
    const [person = 0, flat = 0] = one.split(' ').map(Number)
    await movesIn(world, person, flat, tomorrow)
  }
  return world
}

/** Each flat alone in its entrance, with a shutdown of its own: the PBX names a flat by it. By shutdown the flat. */
async function shutEverything(world: World): Promise<Map<number, number>> {
  const shut = new Map<number, number>()
  for (const [n, { houseId, apartmentId }] of world.flats.entries()) {
    const entrance = n + 1
    await database.knex('apartments').where({ id: apartmentId }).update({ entrance })
    const row = {
      houseIds: [houseId],
      entrances: [entrance],
      createdBy: editor.userId ?? 0,
      text: 'нет воды',
    }
    const id = await addShutdownRow(database.knex, row)
    const file = { speech_file: `shutdowns/${id}-1.wav` }
    await database.knex('shutdowns').where({ id }).update(file)
    shut.set(id, apartmentId)
  }
  return shut
}

/** Null: a number of nobody, who would be asked where he lives. */
async function toldOf(number: string, shut: ReadonlyMap<number, number>): Promise<number[] | null> {
  const digits = number.slice(1)
  const { rows } = await asterisk.query<{ plan: string }>('SELECT * FROM intake WHERE phone = $1', [digits])
  const plan = rows[0]?.plan
  if (plan === undefined) return null
  const told = plan === 'none' ? [] : (plan.split('|')[0] ?? '').split(',')
  return told.map((one) => shut.get(Number.parseInt(one, 10)) ?? 0).toSorted((a, b) => a - b)
}
async function shownOf(number: string): Promise<number[] | null> {
  const today = localDay(new Date(), timeZone)
  const places = await database.store.repositories.places.ofNumbers([number.slice(1)], today)
  return places.length === 0 ? null : places.map(({ apartmentId }) => apartmentId).toSorted((a, b) => a - b)
}

it(
  'the PBX and the card name the same flats, whatever happened before',
  { timeout: 180_000, tags: ['long'] },
  async () => {
    let known = 0
    let unknown = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 16, size: 'max' }),
        fc.array(fc.constantFrom('0 0', '0 1', '1 2'), { maxLength: 2 }),
        async (history, ahead) => {
          const world = await tell(history, ahead)
          const shut = await shutEverything(world)
          for (const number of world.numbers) {
            const shown = await shownOf(number)
            expect(await toldOf(number, shut)).toEqual(shown)
            if (shown === null) unknown += 1
            else known += 1
          }
        },
      ),
      { numRuns: 100 },
    )
    expect(known).toBeGreaterThan(10)
    expect(unknown).toBeGreaterThan(10)
  },
)

const give: Step = { do: 'give', number: 0, flat: 0, person: 0, kind: 'mobile' }
const moveIn = (flat: 0 | 1 | 2): Step => ({ do: 'moveIn', person: 0, flat })
const leave = (flat: 0 | 1 | 2): Step => ({ do: 'leave', person: 0, flat })
it.each<[string, { history: Step[]; ahead?: string[]; flat: 0 | 1 | 2 | null }]>([
  ['a number moves with its person', { history: [moveIn(0), give, leave(0), moveIn(1)], flat: 1 }],
  ['who left for elsewhere is nobody’s', { history: [moveIn(0), give, leave(0)], flat: null }],
  [
    'who moves in tomorrow is not there yet',
    { history: [moveIn(0), give, leave(0)], ahead: ['0 0'], flat: null },
  ],
  ['nor at a second flat', { history: [moveIn(0), give], ahead: ['0 1'], flat: 0 }],
])('%s', async (_name, { history, ahead, flat }) => {
  const world = await tell(history, ahead)
  const shut = await shutEverything(world)
  const number = world.numbers[0] ?? ''
  const expected = flats.flatMap((one) => (one === flat ? [world.flats[one]?.apartmentId] : []))
  expect(await toldOf(number, shut)).toEqual(flat === null ? null : expected)
})

it('a day begins by the clock of the company, not of the database', async () => {
  const [east, west] = ['Pacific/Kiritimati', 'Etc/GMT+12']
  const world = await tell([give])
  const shut = await shutEverything(world)
  // a day that has begun in the east; in the west it has not, at any hour
  await movesIn(world, 0, 0, localDay(new Date(), east))
  const number = world.numbers[0] ?? ''
  await install(east)
  expect(await toldOf(number, shut)).toEqual([world.flats[0]?.apartmentId])
  await install(west)
  expect(await toldOf(number, shut)).toBeNull()
})
