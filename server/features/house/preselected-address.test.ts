import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { getCallerCard } from '#server/features/call/get-caller-card.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps, type TestClock } from '#server/testing/people/factories.ts'
import {
  day,
  flats,
  Model,
  newWorld,
  perform,
  step,
  type Step,
} from '#server/testing/samples/number-histories.ts'

/**
 * Issue 4, "Must show" 5: two flats on one number, a number that moved or was given to another, a resident who left
 * and came back. After every step of a random history a call of each number opens a card and a draft; what they show
 * is compared with a model that knows the history and nothing of the tables.
 */
let database: TestDatabase
let deps: Deps
let clock: TestClock
let editor: Person
beforeAll(async () => {
  database = await createTestDatabase()
  clock = testClock('2020-01-01T07:00:00.000Z')
  deps = testDeps(database.store, { now: clock.now })
  editor = await addActor(database.store, 'dispatcher')
})
afterAll(() => database.drop())

let calls = 0
async function callFrom(from: string): Promise<{ places: number[]; draft: number | null; name: string }> {
  calls += 1
  await receiveCallEvents(deps, {
    source: 'embedded',
    cursor: { inode: 'p', offset: calls },
    events: [
      {
        source: 'embedded',
        position: `p:${calls}`,
        at: deps.now().toISOString(),
        callId: `p${calls}`,
        legId: 'l',
        type: 'call.arrived',
        from,
        displayName: '',
        to: '112',
      },
    ],
  })
  const card = await getCallerCard(deps, editor, {
    params: { id: `embedded:p${calls}` },
    query: undefined,
    body: undefined,
  })
  return {
    places: card.places.flatMap(({ apartmentId }) => apartmentId ?? []).toSorted((a, b) => a - b),
    draft: card.task?.fields.apartmentId ?? null,
    name: card.task?.fields.applicantName ?? '',
  }
}

it(
  'preselects no address but the only one that is right, whatever happened before',
  { timeout: 180_000, tags: ['long'] },
  async () => {
    let preselections = 0
    let several = 0
    let left = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16, size: 'max' }), async (history) => {
        const world = await newWorld(database)
        const model = new Model()
        for (const done of history) {
          clock.advance(day)
          await perform({ database, deps, editor }, world, done, model)
          model.apply(done)
        }
        for (const [n, digits] of world.numbers.entries()) {
          const expected = flats.filter((flat) => model.known(n, flat))
          const seen = await callFrom(digits)
          const ids = (list: readonly number[]) => list.map((flat) => world.flats[flat]?.apartmentId)
          expect(seen.places).toEqual(ids(expected))
          const [only] = expected.length === 1 ? expected : []
          expect(seen.draft).toBe(only === undefined ? null : world.flats[only]?.apartmentId)
          if (expected.length > 1) several += 1
          for (const flat of flats) {
            const word = model.word(n, flat)
            if (word && !word.isTaken && word.holder !== null && model.hasLeft(word.holder, flat)) left += 1
          }
          if (only === undefined) continue
          preselections += 1
          const holder = model.known(n, only)?.holder ?? null
          expect(seen.name).toBe(holder === null ? '' : `Жилец ${world.id}-${holder}`)
          // and in words: it was not taken from there, and whoever has it lives there and nowhere else
          expect(model.word(n, only)?.isTaken ?? false).toBe(false)
          expect(holder !== null && model.hasLeft(holder, only)).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
    // the histories did reach all of it
    expect(preselections).toBeGreaterThan(3)
    expect(several).toBeGreaterThan(3)
    expect(left).toBeGreaterThan(3)
  },
)

it.each<[string, Step[], number[]]>([
  ['two flats on one number', [give(0, 0), give(1, 1)], [0, 1]],
  ['a number that moved with its person', [moveIn(0, 0), give(0, 0), leave(0, 0), moveIn(0, 1)], [1]],
  ['a resident who left for elsewhere', [moveIn(0, 0), give(0, 0), leave(0, 0)], []],
  ['a resident who came back', [moveIn(0, 0), give(0, 0), leave(0, 0), moveIn(0, 0)], [0]],
  ['a home telephone stays with its flat', [moveIn(0, 0), give(0, 0, 'home'), leave(0, 0)], [0]],
  ['a number given to another', [moveIn(0, 0), give(0, 0), give(1, 2), forget(0)], [2]],
  ['a person of two flats', [moveIn(0, 0), moveIn(0, 1), give(0, 0)], [0, 1]],
  ['a daughter who calls for her mother', [moveIn(0, 0), give(0, 0), give(0, 1)], [0, 1]],
  ['a number taken from where its person still lives', [moveIn(0, 0), give(0, 0), forget(0)], []],
])('%s', async (_name, history, expected) => {
  const world = await newWorld(database)
  const model = new Model()
  for (const done of history) {
    clock.advance(day)
    await perform({ database, deps, editor }, world, done, model)
    model.apply(done)
  }
  const seen = await callFrom(world.numbers[0] ?? '')
  expect(seen.places).toEqual(expected.map((flat) => world.flats[flat]?.apartmentId))
  expect(seen.draft).toBe(expected.length === 1 ? world.flats[expected[0] ?? 0]?.apartmentId : null)
})

function give(person: 0 | 1, flat: 0 | 1 | 2, kind: 'mobile' | 'home' = 'mobile'): Step {
  return { do: 'give', number: 0, flat, person, kind }
}
function moveIn(person: 0 | 1, flat: 0 | 1 | 2): Step {
  return { do: 'moveIn', person, flat }
}
function leave(person: 0 | 1, flat: 0 | 1 | 2): Step {
  return { do: 'leave', person, flat }
}
function forget(flat: 0 | 1 | 2): Step {
  return { do: 'forget', number: 0, flat }
}
