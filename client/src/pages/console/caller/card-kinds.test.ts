import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CallerCard } from '#contracts/caller-card.ts'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { all, click, mountInApp, one, type, type Answers, type Mounted } from '../../../testing/mount.ts'
import { sampleCard, samplePlace } from '../../../testing/sample-card.ts'
import { sampleCall, sampleEntry, sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import '../caller/OrganisationCaller.vue'
import '../caller/WorkerCaller.vue'
import '../place/KnownShutdowns.vue'
import '../registered/RememberNumber.vue'

const talk = sampleCall({ state: 'talking', operator: 'op-1', answeredAt: '2026-11-22T10:00:05.000Z' })
const open = sampleTask({ id: 9, number: '26-000009', status: 'new', callIds: [] })

interface Scene {
  card?: Partial<CallerCard>
  call?: Partial<typeof talk>
  tasks?: Task[]
  answers?: Answers
}
const show = ({ card = {}, call = {}, tasks = [sampleTask()], answers = {} }: Scene): Promise<Mounted> =>
  mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      getCallerCard: () => sampleCard(card),
      listClassifier: () => ({ entries: [sampleEntry()] }),
      ...answers,
    },
    before: () => {
      useCallStore().take(new Map([['embedded:1', { ...talk, ...call }]]), null)
      useTaskStore().take(new Map(tasks.map((task) => [task.id, task])), null)
    },
  })
const shown = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ')
beforeEach(() => sessionStorage.clear())

describe('the card of a call from', () => {
  test('who left a message: it can be heard on the card', async () => {
    const message = { file: '2026/11/22/1-message.wav', seconds: 23, heardAt: null }
    await show({ call: { message }, tasks: [sampleTask({ status: 'callback' })] })
    expect(document.querySelector('audio')?.getAttribute('src')).toBe('/api/calls/embedded%3A1/message')
  })

  test('a number of two flats: both as tabs, none preselected', async () => {
    await show({ card: { places: [samplePlace(12), samplePlace(40)] } })
    for (const flat of [12, 40])
      expect(one('button', `ул. Республики, 5, кв. ${flat}`).getAttribute('aria-pressed')).toBe('false')
    expect(one('combobox', 'Адрес')).toHaveProperty('value', '')
    expect(shown()).not.toContain('Иванов Иван')
  })

  test('a hidden number: the keyboard goes to the address search', async () => {
    await show({ card: { kind: 'hidden', places: [] }, call: { from: '' } })
    expect(shown()).toContain('Номер скрыт. Спросите адрес и номер для связи.')
    expect(document.activeElement).toBe(one('combobox', 'Адрес'))
  })

  test('a hidden number does not take the keyboard from who is writing', async () => {
    const page = await show({ card: { kind: 'hidden', places: [] }, call: { from: '', state: 'ringing' } })
    await type(one('textbox', 'Текст заявки'), 'Плохо слышно')
    useCallStore().take(new Map([['embedded:1', { ...talk, from: '', version: 2 }]]), null)
    await flushPromises()
    expect(document.activeElement).toBe(one('textbox', 'Текст заявки'))
    expect(page.asked.some(({ name }) => name === 'getCallerCard')).toBe(true)
  })

  test('a number that a visitor typed: nothing of it is shown before the operator has confirmed it by one key', async () => {
    let isConfirmed = false
    const typed = { numberTrust: 'typed' } as const
    const page = await show({
      call: typed,
      answers: {
        getCallerCard: () =>
          isConfirmed
            ? sampleCard({ call: { ...talk, numberTrust: 'confirmed' } })
            : sampleCard({ kind: 'unverified', places: [], call: { ...talk, ...typed } }),
        confirmCallNumber: () => {
          isConfirmed = true
          return { ok: true }
        },
      },
    })
    expect(shown()).toContain('Номер не подтверждён. Его набрали на странице звонка.')
    expect(shown()).not.toContain('Иванов Иван')
    expect(document.activeElement).toBe(one('combobox', 'Адрес'))
    await click(one('button', 'Номер подтверждён'))
    await flushPromises()
    expect(page.asked.filter(({ name }) => name === 'confirmCallNumber')).toMatchObject([
      { request: { params: { id: 'embedded:1' } } },
    ])
    expect(shown()).toContain('Иванов Иван')
    expect(shown()).not.toContain('Номер не подтверждён')
  })

  test('an unknown number: it can be remembered for the flat of the task by one key', async () => {
    const task = sampleTask({
      address: 'ул. Ленина, 7, кв. 3',
      fields: { houseId: 7, apartmentId: 3, applicantPhone: '+73452001203' },
    })
    const page = await show({
      card: { kind: 'unknown', places: [] },
      tasks: [task],
      answers: { rememberNumber: () => ({ ok: true }) },
    })
    expect(shown()).toContain('Номера нет в справочнике. Спросите адрес.')
    expect(one('button', /^Запомнить номер за квартирой/)).toBeTruthy()
    await page.press('l', { code: 'KeyL', altKey: true })
    expect(page.asked.at(-1)).toMatchObject({ name: 'rememberNumber', request: { params: { id: 1 } } })
    expect(one('status', '✓ Номер запомнен за адресом: ул. Ленина, 7, кв. 3')).toBeTruthy()
  })

  test('our own worker: his name, his group and its tasks, which the call can join', async () => {
    const page = await show({
      card: {
        kind: 'worker',
        places: [],
        worker: { name: 'Рашид Галеев', group: 'Слесари-сантехники', tasks: [open] },
      },
      tasks: [sampleTask(), open],
      answers: { joinTask: () => open },
    })
    expect(one('heading', 'Звонит наш работник')).toBeTruthy()
    for (const part of ['Рашид Галеев', 'Открытые заявки: Слесари-сантехники', '№ 26-000009'])
      expect(shown()).toContain(part)
    expect(shown()).not.toContain('Номера нет в справочнике')
    await page.press('j', { code: 'KeyJ', altKey: true })
    expect(page.asked.at(-1)).toMatchObject({ name: 'joinTask', request: { body: { into: 9 } } })
  })

  test('a resource company: its name, its kind and what to ask', async () => {
    await show({
      card: {
        kind: 'organisation',
        places: [],
        organisation: { name: 'Горводоканал', kind: 'water', note: 'Спросить время пуска' },
      },
    })
    expect(one('heading', 'Звонит организация')).toBeTruthy()
    for (const part of ['Горводоканал', 'Водоканал', 'Спросить время пуска']) expect(shown()).toContain(part)
  })

  test('a known flat: entrance, floor, riser, debt with its day, and how near each open task is', async () => {
    const place = samplePlace(12, {
      entrance: 2,
      riserFlats: ['8', '16'],
      debt: { kopecks: 1_234_550, asOf: '2026-11-01' },
      openTasks: [
        { task: open, near: 'riser' },
        { task: { ...open, id: 10, number: '26-000010' }, near: 'house' },
      ],
    })
    await show({ card: { places: [place] } })
    expect(shown()).toContain('подъезд 2, этаж 3, по стояку: кв. 8, 16')
    expect(shown()).toMatch(/Долг 12.345,50 ₽ на 01\.11\.2026/)
    expect(shown()).toContain('тот же стояк')
    expect(shown()).toContain('тот же дом')
  })

  test('somebody who hung up: the draft stays, and one key calls back', async () => {
    const page = await show({
      call: { state: 'ended', endedAt: '2026-11-22T10:02:00.000Z', result: 'answered' },
      tasks: [sampleTask({ fields: { text: 'Течёт', applicantPhone: '+73452001203' } })],
    })
    expect(shown()).toContain('заявка ещё не оформлена. Введённое сохранено.')
    expect(one('textbox', 'Текст заявки')).toHaveProperty('value', 'Течёт')
    await page.press('r', { code: 'KeyR', altKey: true })
    expect(page.phone.asked).toEqual(['dial +73452001203'])
    page.phone.show({ calls: [samplePhoneCall({ direction: 'out', state: 'dialling' })] })
    await flushPromises()
    expect(all('button', /^Перезвонить/).map((button) => button.hasAttribute('disabled'))).toContain(true)
  })
})

test('ringing calls stand in a strip, the longest waiting first', async () => {
  await show({})
  const ringing = (id: string, minute: number, from: string) =>
    [id, sampleCall({ id, from, arrivedAt: `2026-11-22T10:0${minute}:00.000Z` })] as const
  useCallStore().take(
    new Map([
      ringing('b', 3, '+73452000003'),
      ringing('c', 1, '+73452000001'),
      ringing('a', 2, '+73452000002'),
    ]),
    null,
  )
  await flushPromises()
  expect(all('button', /^\+7 3452 00-00-0/).map((button) => button.textContent?.slice(0, 16))).toEqual([
    '+7 3452 00-00-01',
    '+7 3452 00-00-02',
    '+7 3452 00-00-03',
  ])
})

test('what the applicant was told is ticked, kept by the server, and told all by one key', async () => {
  const draft = sampleTask({ fields: { houseId: 1, text: 'Течь' } })
  let told: string[] = []
  const page = await show({
    tasks: [draft],
    answers: {
      registerTask: () => ({ ...draft, version: 2, status: 'new', number: '26-000010' }),
      tellApplicant: ({ body }) => {
        told = [...told, ...(body as { parts: string[] }).parts]
        return { told }
      },
    },
  })
  await page.press('Enter', { ctrlKey: true })
  expect(one('status', '26-000010')).toBeTruthy()
  await click(one('checkbox', 'номер заявки'))
  expect(one('checkbox', 'номер заявки')).toHaveProperty('checked', true)
  await page.press('y', { code: 'KeyY', altKey: true })
  expect(told).toEqual(['number', 'term', 'measures'])
  for (const name of ['номер заявки', 'срок', 'принятые меры'])
    expect(one('checkbox', name)).toHaveProperty('checked', true)
})

test('a name of the network is text: no markup, no direction marks, no 4 KB', async () => {
  const displayName = `<img src=x onerror=alert(1)>\u202E\u0000${'я'.repeat(4000)}`
  await show({ call: { displayName } })
  const name = document.querySelector('.caller-name')
  expect(name?.tagName).toBe('BDI')
  expect(name?.textContent).toMatch(/^<img src=x onerror=alert\(1\)> я+$/)
  expect(name?.textContent?.length).toBeLessThanOrEqual(80)
  expect(document.querySelector('img')).toBeNull()
  await type(one('textbox', 'Текст заявки'), 'Течёт')
  expect(one('textbox', 'Текст заявки')).toHaveProperty('value', 'Течёт')
})
