import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { dismissDanger } from './dismiss-danger.ts'
import { getTask } from './get-task.ts'
import { registerTask } from './register-task.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
let lift: number
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: testClock().now })
  olga = await addActor(database.store, 'operator', 'Ольга')
  lift = await database.store.repositories.classifier.insert({
    place: 'Подъезд',
    category: 'Лифт',
    problem: 'Люди в кабине',
    service: null,
    isEmergency: true,
    dangerScript: 'lift',
    isActive: true,
    informMinutes: null,
    localizeMinutes: 30,
    restoreMinutes: null,
    eliminateMinutes: null,
    calendar: null,
    basis: 'ПП РФ 743',
  })
})
afterAll(() => database.drop())

const input = <B>(id: number, body: B) => ({ params: { id }, query: undefined, body })
const draft = (text: string, more: object = {}) =>
  addTask(deps, olga, { params: undefined, query: undefined, body: { text, place: 'подъезд 2', ...more } })

it('people in a lift by words alone are an emergency with its problem and its thirty minutes', async () => {
  const { id, fields, version } = await draft('Застряли в лифте двое')
  expect(fields.isEmergency).toBe(true)
  const task = await registerTask(deps, olga, input(id, { version, fields: {} }))
  expect(task).toMatchObject({
    fields: { isEmergency: true, classifierId: lift },
    classifierName: expect.any(String),
  })
  expect(Date.parse(task.deadlines.localizeBy ?? '') - Date.parse(task.registeredAt ?? '')).toBe(30 * 60_000)
})

it('nobody takes the emergency away by a tick, and a problem that was chosen stays', async () => {
  const { id, version } = await draft('пахнет газом', { classifierId: lift })
  const task = await registerTask(deps, olga, input(id, { version, fields: { isEmergency: false } }))
  expect(task.fields).toMatchObject({ isEmergency: true, classifierId: lift })
})

it('who says why it is none is believed, and his word is in the history', async () => {
  const { id } = await draft('пахнет газом, это паяльник')
  const { version } = await dismissDanger(
    deps,
    olga,
    input(id, { danger: 'gas' as const, reason: 'паяльник' }),
  )
  const task = await registerTask(deps, olga, input(id, { version, fields: { isEmergency: false } }))
  expect(task.fields).toMatchObject({ isEmergency: false, classifierId: null })
  const { history } = await getTask(deps, olga, input(id, undefined))
  expect(history.find(({ what }) => what === 'dangerDismissed')).toMatchObject({
    byName: 'Ольга',
    note: 'паяльник',
    fact: { what: 'danger', danger: 'gas' },
  })
})
