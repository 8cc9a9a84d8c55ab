import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { all, mountInApp, one, type, type Answers, type Mounted } from '../../../testing/mount.ts'
import { sampleCard } from '../../../testing/sample-card.ts'
import { sampleCall, sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import '../../../entities/call/wrap-up/WrapUpCodes.vue'
import '../registered/OutgoingNote.vue'
import '../registered/RegisteredNumber.vue'

const leg = {
  legId: 'l',
  role: 'operator' as const,
  operator: 'op-1',
  state: 'offered' as const,
  offeredAt: null,
  answeredAt: null,
  endedAt: null,
  cause: null,
}
const ringing = (over: Partial<Call> = {}) => sampleCall({ id: 'embedded:1', legs: [leg], ...over })
const talk = (over: Partial<Call> = {}) =>
  ringing({ state: 'talking', operator: 'op-1', answeredAt: '2026-11-22T10:00:05.000Z', version: 5, ...over })
const free = (over: Parameters<typeof sampleTask>[0] = {}) =>
  sampleTask({ ownerId: null, ownerName: null, ...over })
const giveCalls = (...calls: Call[]) => useCallStore().take(new Map(calls.map((one) => [one.id, one])), null)
const giveTasks = (...tasks: Task[]) => useTaskStore().take(new Map(tasks.map((one) => [one.id, one])), null)

const show = (answers: Answers = {}, path = '/console', given?: { calls: Call[]; tasks: Task[] }) =>
  mountInApp(Page, {
    path,
    answers: {
      getCallerCard: () => sampleCard(),
      listClassifier: () => ({ entries: [] }),
      ...answers,
    },
    before: () => {
      giveCalls(...(given?.calls ?? []))
      giveTasks(...(given?.tasks ?? []))
    },
  })
const open = (page: Mounted) => page.router.currentRoute.value.query['task']
const house = { houseId: 1, apartmentId: 12, applicantName: 'Анна', applicantPhone: '+73452001203' }
const registered = (task: Task): Task => ({ ...task, status: 'new', number: '26-000010', version: 9 })
beforeEach(() => sessionStorage.clear())

async function registerFirst(): Promise<Mounted> {
  const draft = sampleTask({ fields: { ...house, text: 'Течёт' }, address: 'ул. Республики, 5' })
  const page = await show(
    {
      registerTask: () => registered(draft),
      addTask: () => sampleTask({ id: 2, fields: house, callIds: ['embedded:1'] }),
      wrapUpCall: () => ({ ok: true as const }),
    },
    '/console?task=1',
    { calls: [talk()], tasks: [draft] },
  )
  await page.press('Enter', { ctrlKey: true })
  return page
}

describe('the card of a talk', () => {
  test('stays before a registered task, and is opened again after it was put away', async () => {
    const page = await registerFirst()
    expect(one('heading', 'Заявка зарегистрирована')).toBeTruthy()
    expect(document.body.textContent).toContain('+7 3452 00-12-03')
    await page.press('Escape')
    await vi.waitFor(() => expect(open(page)).toBe(undefined))
    await page.press('o', { code: 'KeyO', altKey: true })
    await vi.waitFor(() => expect(open(page)).toBe('1'))
    await flushPromises()
    expect(one('heading', 'Заявка зарегистрирована')).toBeTruthy()
  })

  test('one key begins the caller’s second matter: who and from where stays, the keyboard asks what', async () => {
    const page = await registerFirst()
    await page.press('Enter', { altKey: true })
    expect(page.asked.find(({ name }) => name === 'addTask')?.request.body).toEqual({
      ...house,
      place: '',
      callId: 'embedded:1',
    })
    await vi.waitFor(() => expect(open(page)).toBe('2'))
    await flushPromises()
    expect(document.activeElement).toBe(one('combobox', 'Что случилось'))
  })

  test('gives way to the next ring when the matter is settled, and when nothing was typed', async () => {
    const page = await registerFirst()
    const next = [free({ id: 3, callIds: ['embedded:3'] }), free({ id: 4, callIds: ['embedded:4'] })]
    giveCalls(talk({ state: 'ended', version: 6 }), ringing({ id: 'embedded:3' }))
    giveTasks(...next)
    await vi.waitFor(() => expect(open(page)).toBe('3'))
    await flushPromises()
    one('combobox', 'Адрес').focus()
    giveCalls(ringing({ id: 'embedded:4' }))
    await vi.waitFor(() => expect(open(page)).toBe('4'))
  })

  test('begins with the keyboard in what happened', async () => {
    await show({}, '/console', { calls: [ringing()], tasks: [free()] })
    await flushPromises()
    giveCalls(talk())
    await vi.waitFor(() => expect(document.activeElement).toBe(one('combobox', 'Что случилось')))
  })

  test('goes from who only saw it ring; what he typed stays to be read', async () => {
    const page = await show({}, '/console', { calls: [ringing()], tasks: [free()] })
    await vi.waitFor(() => expect(open(page)).toBe('1'))
    giveCalls(talk({ operator: 'op-2' }))
    giveTasks(free({ ownerId: 2, ownerName: 'Пётр', version: 2 }))
    await vi.waitFor(() => expect(open(page)).toBe(undefined))

    giveCalls(ringing({ id: 'embedded:3' }))
    giveTasks(free({ id: 3, callIds: ['embedded:3'] }))
    await vi.waitFor(() => expect(open(page)).toBe('3'))
    await flushPromises()
    await type(one('textbox', 'Текст заявки'), 'Мой текст')
    giveCalls(talk({ id: 'embedded:3', operator: 'op-2' }))
    giveTasks(free({ id: 3, callIds: ['embedded:3'], ownerId: 2, ownerName: 'Пётр', version: 2 }))
    await flushPromises()
    expect(open(page)).toBe('3')
    expect(document.querySelector('fieldset')?.disabled).toBe(true)
    expect(
      all('status')
        .map((it) => it.textContent)
        .join(),
    ).toContain('Звонок принимает Пётр')
  })

  const ours = (over: Partial<Call> = {}) =>
    sampleCall({
      id: 'embedded:7',
      direction: 'out',
      from: 'op-1',
      operator: 'op-1',
      to: '+73452001203',
      ...over,
    })
  const dials = (page: Mounted, over: Parameters<typeof samplePhoneCall>[0] = {}): void =>
    page.phone.show({
      calls: [samplePhoneCall({ direction: 'out', state: 'dialling', pbxCallId: 'embedded:7', ...over })],
    })
  test('opens for a call of ours too, and a key makes its task', async () => {
    const page = await show({ addTask: () => sampleTask({ id: 2, callIds: ['embedded:7'] }) })
    giveCalls(ours())
    dials(page)
    await flushPromises()
    expect(one('heading', 'Вы звоните сами')).toBeTruthy()
    expect(document.body.textContent).toContain('+7 3452 00-12-03')
    await page.press('Enter', { altKey: true })
    expect(page.asked.find(({ name }) => name === 'addTask')?.request.body).toMatchObject({
      applicantPhone: '+73452001203',
      callId: 'embedded:7',
    })
  })

  test('opens for a call of ours that was refused at once, and what was put away stays so', async () => {
    const page = await show()
    dials(page, { state: 'ended', endReason: 'notFound' })
    giveCalls(ours({ state: 'ended', result: 'failed', endedAt: '2026-11-22T10:00:01.000Z' }))
    await vi.waitFor(() => expect(one('heading', 'Вы звоните сами')).toBeTruthy())
    expect(all('status').map((it) => it.textContent)).toContain('не состоялся')
    await page.press('Escape')
    giveCalls(ours({ state: 'ended', result: 'failed', version: 9 }))
    await flushPromises()
    expect(all('heading', 'Вы звоните сами')).toEqual([])
  })

  test('takes what the talk came to by a digit', async () => {
    const page = await registerFirst()
    giveCalls(
      talk({ state: 'ended', version: 6, legs: [{ ...leg, answeredAt: '2026-11-22T10:00:05.000Z' }] }),
    )
    await vi.waitFor(() => one('button', 'Консультация'))
    await page.press('2', { code: 'Digit2' })
    expect(page.asked.at(-1)).toMatchObject({
      name: 'wrapUpCall',
      request: { params: { id: 'embedded:1' }, body: { code: 'advice' } },
    })
    expect(one('button', 'Консультация').getAttribute('aria-pressed')).toBe('true')
  })

  test('never leaves the keyboard nowhere', async () => {
    const page = await registerFirst()
    const frames = () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))
    const isSomewhere = async (): Promise<void> => {
      await vi.waitFor(async () => {
        await frames()
        expect(document.activeElement).not.toBe(document.body)
      })
    }
    await isSomewhere()
    await page.press('Escape')
    await isSomewhere()
    await page.press('o', { code: 'KeyO', altKey: true })
    await isSomewhere()
    giveCalls(talk({ state: 'ended', version: 6 }), ringing({ id: 'embedded:3' }))
    giveTasks(free({ id: 3, callIds: ['embedded:3'] }))
    await isSomewhere()
    giveCalls()
    giveTasks()
    await isSomewhere()
  })
})
