import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Person } from '#server/ports.ts'
import type { Deps } from '#server/deps.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps, type TestClock } from '#server/testing/people/factories.ts'
import { addClassifier, addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { createStore } from '#server/store.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { dismissSuggestion } from './suggestion/dismiss-suggestion.ts'
import { listSuggestions } from './suggestion/list-suggestions.ts'
import { suggestShutdowns } from './suggest-shutdowns.ts'

let database: TestDatabase
let deps: Deps
let clock: TestClock
let operator: Person
let dispatcher: Person
const houses: number[] = []
let noHotWater = 0
let point = 0
beforeAll(async () => {
  database = await createTestDatabase()
  clock = testClock()
  deps = testDeps(createStore(database.knex), { now: () => clock.now() })
  operator = await addActor(deps.store, 'operator')
  dispatcher = await addActor(deps.store, 'dispatcher')
  for (const street of ['Первая', 'Вторая', 'Третья', 'Четвёртая'])
    houses.push(await addHouse(deps.store, { street, number: '1' }))
  noHotWater = await addClassifier(deps.store, { problem: 'Нет горячей воды', service: 'hotWater' })
  const [added] = await database
    .knex('supply_points')
    .insert({ kind: 'heatPoint', name: 'ЦТП-5' })
    .returning('id')
  point = added.id
  for (const house_id of houses)
    await database.knex('house_supply').insert({ house_id, service: 'hotWater', supply_point_id: point })
})
afterAll(() => database.drop())
beforeEach(async () => {
  // what was before is over for each test
  clock.advance(3 * 3_600_000)
  await suggestShutdowns(deps)
})

let callers = 0
async function caseAt(houseId: number): Promise<number> {
  const draft = await addTask(deps, operator, { params: undefined, query: undefined, body: { houseId } })
  const fields = { classifierId: noHotWater, applicantPhone: `+7922${String(++callers).padStart(7, '0')}` }
  const body = { version: draft.version, fields }
  await registerTask(deps, operator, { params: { id: draft.id }, query: undefined, body })
  return draft.id
}
const open = async () => (await listSuggestions(deps, operator)).suggestions
const at = (index: number): number => houses[index] ?? 0

it('three tasks of one heating point ask for a shutdown with its houses chosen', async () => {
  const tasks = [await caseAt(at(0)), await caseAt(at(1))]
  await suggestShutdowns(deps)
  expect(await open()).toEqual([])
  tasks.push(await caseAt(at(2)))
  await suggestShutdowns(deps)
  const [found, ...others] = await open()
  expect(others).toEqual([])
  expect(found).toMatchObject({ scope: 'heatPoint', scopeName: 'ЦТП-5', service: 'hotWater', taskIds: tasks })
  expect(found?.houseIds.toSorted((a, b) => a - b)).toEqual(houses)
  const pushed = (await deps.store.repositories.journal.after(0, 1000)).at(-1)
  expect(pushed?.data).toEqual({ type: 'suggestion.changed', suggestion: found })

  // one more call grows it; looking again changes nothing
  const more = await caseAt(at(3))
  await suggestShutdowns(deps)
  await suggestShutdowns(deps)
  expect(await open()).toMatchObject([{ id: found?.id, version: 2, taskIds: [...tasks, more] }])

  clock.advance(31 * 60_000)
  await suggestShutdowns(deps)
  expect(await open()).toEqual([])
})

it('a task that is registered asks for a look, once however many come', async () => {
  const waiting = () =>
    database
      .knex('jobs')
      .where({ kind: 'shutdown.suggest', state: 'pending' })
      .where('run_at', '<=', new Date(clock.now().getTime() + 1000))
      .where('run_at', '>', clock.now())
  await caseAt(at(0))
  await caseAt(at(0))
  expect(await waiting()).toHaveLength(1)
})

it('who said no is not asked again by the same calls, and is by three new ones', async () => {
  for (const index of [0, 1, 2]) await caseAt(at(index))
  await suggestShutdowns(deps)
  const [found] = await open()
  const input = { params: { id: found?.id ?? 0 }, query: undefined, body: undefined }
  await dismissSuggestion(deps, dispatcher, input)
  await dismissSuggestion(deps, dispatcher, input)
  await caseAt(at(3))
  await caseAt(at(3))
  await suggestShutdowns(deps)
  expect(await open()).toEqual([])
  await caseAt(at(0))
  await suggestShutdowns(deps)
  expect(await open()).toHaveLength(1)
})

it('calls of houses whose shutdown is known suggest nothing', async () => {
  const [shutdown] = await database
    .knex('shutdowns')
    .insert({
      number: 'О26-000900',
      kind: 'emergency',
      status: 'active',
      services: ['hotWater'],
      starts_at: clock.now(),
      places: 'Первая 1',
      created_by: dispatcher.userId,
      created_at: clock.now(),
      updated_at: clock.now(),
    })
    .returning('id')
  for (const house_id of houses)
    await database.knex('shutdown_houses').insert({ shutdown_id: shutdown.id, house_id, via: 'house' })
  for (const index of [0, 1, 2]) await caseAt(at(index))
  await suggestShutdowns(deps)
  expect(await open()).toEqual([])
  await database
    .knex('shutdowns')
    .where({ id: shutdown.id })
    .update({ status: 'restored', ended_at: clock.now() })
})

it('three people of one flat’s riser who have not said what is wrong are asked about', async () => {
  const flats = await Promise.all(['1', '5', '9'].map((number) => addFlat(deps.store, at(0), number)))
  for (const { apartmentId } of flats) {
    await database.knex('apartments').where({ id: apartmentId }).update({ entrance: 1, riser: 2 })
    await addTask(deps, operator, {
      params: undefined,
      query: undefined,
      body: { houseId: at(0), apartmentId },
    })
  }
  await suggestShutdowns(deps)
  expect(await open()).toMatchObject([
    { scope: 'riser', service: null, scopeName: 'ул. Первая, 1, подъезд 1, стояк 2', houseIds: [at(0)] },
  ])
})
