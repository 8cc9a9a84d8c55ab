import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Task } from '#contracts/task.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { addTask } from './add-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { getTask } from './get-task.ts'
import { recordHandover } from './record-handover.ts'
import { registerTask } from './register-task.ts'
import { tellApplicant } from './tell-applicant.ts'

let database: TestDatabase
let deps: Deps
let olga: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store, { now: testClock().now })
  olga = await addActor(database.store, 'operator', 'Ольга')
})
afterAll(() => database.drop())

const input = <B>(id: number, body: B) => ({ params: { id }, query: undefined, body })
const draft = (): Promise<Task> =>
  addTask(deps, olga, {
    params: undefined,
    query: undefined,
    body: { text: 'Запах газа', place: 'подъезд 2' },
  })
const known = (id: number) => getTask(deps, olga, input(id, undefined))
const handover = {
  script: 'gas',
  service: '104',
  takenBy: 'Петрова',
  number: '17-Б',
  at: '2026-11-22T09:58:00.000Z',
}

describe('what the applicant was told', () => {
  it('is kept with the task and in its history, each part once', async () => {
    const { id } = await draft()
    await registerTask(deps, olga, input(id, { version: 1, fields: {} }))
    await tellApplicant(deps, olga, input(id, { parts: ['number', 'term'] }))
    expect(await tellApplicant(deps, olga, input(id, { parts: ['term', 'measures'] }))).toEqual({
      told: expect.arrayContaining(['number', 'term', 'measures']),
    })
    await tellApplicant(deps, olga, input(id, { parts: ['measures'] }))
    const { told, history } = await known(id)
    expect(told.toSorted()).toEqual(['measures', 'number', 'term'])
    const entries = history.filter(({ what }) => what === 'told')
    expect(entries.map(({ fact, byName }) => [fact, byName])).toEqual([
      [{ what: 'told', parts: ['number', 'term'] }, 'Ольга'],
      [{ what: 'told', parts: ['measures'] }, 'Ольга'],
    ])
  })

  it('is nothing before there is a number', async () => {
    const { id } = await draft()
    await expect(tellApplicant(deps, olga, input(id, { parts: ['number'] }))).rejects.toMatchObject({
      code: 'taskNotOpen',
    })
  })
})

describe('who took a danger over', () => {
  it('stands with name, number and time in the history, and the task is an emergency', async () => {
    const { id } = await draft()
    const task = await recordHandover(deps, olga, input(id, handover))
    expect(task).toMatchObject({ version: 2, status: 'draft', fields: { isEmergency: true } })
    const { handovers, history } = await known(id)
    expect(handovers).toEqual([handover])
    expect(history.at(-1)).toMatchObject({
      what: 'handedOver',
      fact: { what: 'handover', service: '104', takenBy: 'Петрова', number: '17-Б', at: handover.at },
      byName: 'Ольга',
    })
  })

  it('can be recorded without a number, and of a registered task too', async () => {
    const { id } = await draft()
    await registerTask(deps, olga, input(id, { version: 1, fields: {} }))
    await recordHandover(deps, olga, input(id, { ...handover, number: '' }))
    expect((await known(id)).history.at(-1)?.fact).toMatchObject({ what: 'handover', number: '' })
  })

  it('is refused for what was thrown away', async () => {
    const { id } = await draft()
    await discardDraft(deps, olga, input(id, { reason: 'ошиблись номером' }))
    await expect(recordHandover(deps, olga, input(id, handover))).rejects.toMatchObject({
      code: 'taskNotOpen',
    })
  })
})
