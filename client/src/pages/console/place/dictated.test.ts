import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { KnownPlace } from '#contracts/caller-card.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { formatNumber } from '../../../entities/call/number.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { click, mountInApp, one, type } from '../../../testing/mount.ts'
import { sampleCard, samplePlace } from '../../../testing/sample-card.ts'
import { sampleCall, sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import '../caller/OrganisationCaller.vue'
import '../caller/WorkerCaller.vue'
import '../place/KnownShutdowns.vue'
import '../registered/RememberNumber.vue'
import './PlaceCard.vue'
import { applicantAt } from './place.ts'

const resident = (name: string, note = '') => ({ name, relation: 'собственник', note })
const open = sampleTask({
  id: 9,
  number: '26-000009',
  status: 'new',
  callIds: [],
  classifierName: 'Дом · Лифт · Стоит',
})
const dictated = samplePlace(40, {
  residents: [resident('Петров Пётр', 'плохо слышит')],
  riserFlats: ['37', '43'],
  houseNote: 'Код 12',
  openTasks: [{ task: open, near: 'house' }],
})
const address = { houseId: 1, apartmentId: 40 }
const show = async (callIds: string[], fields = {}, places: KnownPlace[] = [samplePlace(12)]) => {
  const task = sampleTask({ callIds, fields })
  const page = await mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      getCallerCard: () => sampleCard({ places }),
      getPlaceCard: () => dictated,
      listClassifier: () => ({ entries: [] }),
      saveDraft: ({ body }) => ({
        ...task,
        version: 2,
        fields: { ...task.fields, ...(body as { fields: object }).fields },
      }),
    },
    before: () => {
      useCallStore().take(new Map([['embedded:1', sampleCall({ state: 'talking', operator: 'op-1' })]]), null)
      useTaskStore().take(new Map([[1, task]]), null)
    },
  })
  return { page, task }
}
/** The address search answered, and the draft was saved with it. */
const dictate = async (task: ReturnType<typeof sampleTask>): Promise<void> => {
  const fields = { ...task.fields, ...address }
  useTaskStore().takeAnswer({ ...task, version: 3, fields })
  await flushPromises()
}
const text = () => document.body.textContent ?? ''
const applicant = () => (one('textbox', 'Заявитель') as HTMLInputElement).value
beforeEach(() => sessionStorage.clear())

describe('an address that was dictated', () => {
  test('has its whole card, and the applicant of the flat before goes with that flat', async () => {
    const { task } = await show(['embedded:1'], { houseId: 1, apartmentId: 12, applicantName: 'Иванов Иван' })
    expect(text()).toContain('Ключи у консьержа')
    await dictate(task)
    for (const part of ['Код 12', 'кв. 37, 43', 'Петров Пётр', 'плохо слышит', '№ 26-000009'])
      expect(text()).toContain(part)
    await vi.waitFor(() => expect(applicant()).toBe('Петров Пётр'))
  })

  test('has it without a call too', async () => {
    const { task } = await show([])
    await flushPromises()
    expect(text()).toContain('Карточка адреса')
    await dictate(task)
    for (const part of ['Код 12', 'плохо слышит', '№ 26-000009']) expect(text()).toContain(part)
  })

  test('who was named by hand stays the applicant', async () => {
    const { task } = await show(['embedded:1'], { houseId: 1, apartmentId: 12 })
    await type(one('textbox', 'Заявитель'), 'Соседка')
    await dictate(task)
    expect(applicant()).toBe('Соседка')
  })

  test('of a number’s flats the other one brings its own people', async () => {
    const places = [
      samplePlace(12, { owner: 'Иванов Иван' }),
      samplePlace(40, {
        owner: 'Иванова Мария',
        residents: [resident('Иванова Мария'), resident('Иванов Олег')],
      }),
    ]
    await show(['embedded:1'], { houseId: 1, apartmentId: 12, applicantName: 'Иванов Иван' }, places)
    await click(one('button', 'ул. Республики, 5, кв. 40'))
    expect(applicant()).toBe('Иванова Мария')
  })

  test('names nobody where several live and none is known to call', () => {
    const several = samplePlace(40, { residents: [resident('А'), resident('Б')] })
    expect(applicantAt(several, 'Иванов', ['Иванов'])).toBe('')
    expect(applicantAt(several, 'Сидоров', ['Иванов'])).toBe('Сидоров')
  })
})

test.each(['', 'anonymous', 'Anonymous', 'sip:anonymous@anonymous.invalid', 'unavailable', 'Restricted'])(
  'a number withheld as «%s» is none',
  (raw) => expect(formatNumber(raw)).toBe(''),
)
