import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CardShutdown } from '#contracts/shutdown.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { useShutdownStore } from '../../../entities/shutdown/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { all, click, mountInApp, one, type Answers } from '../../../testing/mount.ts'
import { sampleCard, samplePlace } from '../../../testing/sample-card.ts'
import { sampleCall, sampleTask } from '../../../testing/samples.ts'
import { sampleShutdown, sampleSuggestion } from '../../../testing/sample-shutdown.ts'
import { knownShutdowns } from './known-shutdowns.ts'
import Page from '../Page.vue'
import '../caller/OrganisationCaller.vue'
import '../caller/WorkerCaller.vue'
import '../place/KnownShutdowns.vue'
import '../registered/RememberNumber.vue'
import '../registered/InformedNote.vue'

const known = (over: Partial<CardShutdown> = {}): CardShutdown => ({
  shutdown: sampleShutdown(),
  apartmentIds: [12],
  when: 'now',
  isJoined: false,
  ...over,
})
const call = (over: Parameters<typeof sampleCall>[0] = {}) =>
  sampleCall({ state: 'talking', operator: 'op-1', answeredAt: '2026-11-22T10:00:05.000Z', ...over })
const draft = sampleTask({ fields: { applicantName: 'Иванов Иван', applicantPhone: '+73452001203' } })

const mountCard = (answers: Answers = {}, before: () => void = () => undefined, calls = [call()]) =>
  mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      getCallerCard: () => sampleCard({ shutdowns: [known()] }),
      listClassifier: () => ({ entries: [] }),
      joinShutdown: () => sampleShutdown({ version: 2, callerCount: 1 }),
      addTask: () => sampleTask({ id: 2, callIds: [] }),
      ...answers,
    },
    before: () => {
      useCallStore().take(new Map(calls.map((one) => [one.id, one])), null)
      useTaskStore().take(new Map([[1, draft]]), null)
      before()
    },
  })
const strip = (): string =>
  document.querySelector('[aria-label="Отключения по адресу звонящего"]')?.textContent ?? ''
const sent = (page: Awaited<ReturnType<typeof mountCard>>, name: string) =>
  page.asked.findLast((one) => one.name === name)?.request
beforeEach(() => sessionStorage.clear())

describe('a caller whose house is off', () => {
  test('the card says what to tell, and one key joins him; the keyboard stays where it was', async () => {
    const page = await mountCard()
    expect(strip()).toContain('Нет горячей воды. Обещают дать до шестнадцати часов.')
    const name = one('textbox', 'Заявитель')
    name.focus()
    await page.press('b', { code: 'KeyB', ctrlKey: true })
    expect(sent(page, 'joinShutdown')).toEqual({
      params: { id: 1 },
      body: { shutdownId: 5, wantsNotice: true },
    })
    expect(document.body.textContent).toContain('Сообщено об отключении О26-000017')
  })

  test('the strip does not take the focus when it appears under the hand', async () => {
    await mountCard({ getCallerCard: () => sampleCard() })
    expect(strip()).toBe('')
    const name = one('textbox', 'Заявитель')
    name.focus()
    useShutdownStore().take(new Map([[5, sampleShutdown()]]), null)
    await flushPromises()
    expect(strip()).toContain('Нет горячей воды')
    expect(document.activeElement).toBe(name)
  })

  test('who wants no notice is joined without one', async () => {
    const page = await mountCard()
    await page.press('y', { code: 'KeyY', altKey: true })
    await page.press('b', { code: 'KeyB', ctrlKey: true })
    expect(sent(page, 'joinShutdown')?.body).toEqual({ shutdownId: 5, wantsNotice: false })
  })

  test('a machine may call only whom the operator asked: never ticked beforehand', async () => {
    const page = await mountCard()
    const tick = one('checkbox', 'Согласен на звонок автомата') as HTMLInputElement
    expect(tick.checked).toBe(false)
    await click(tick)
    expect(tick.checked).toBe(true)
    await page.press('b', { code: 'KeyB', ctrlKey: true })
    expect(sent(page, 'joinShutdown')?.body).toEqual({ shutdownId: 5, wantsNotice: true, robotConsent: true })
  })

  test('who was told by a machine is named so', async () => {
    await mountCard({}, undefined, [call({ informedOf: [5] })])
    expect(strip()).toContain('Слушал объявление')
  })

  test('taking it back: a new task takes over who called', async () => {
    const page = await mountCard()
    await click(one('button', 'Сообщено, присоединить'))
    await click(one('button', 'Завести заявку всё же'))
    expect(sent(page, 'addTask')?.body).toMatchObject({
      applicantName: 'Иванов Иван',
      applicantPhone: '+73452001203',
    })
    expect(page.router.currentRoute.value.query['task']).toBe('2')
  })

  test('of several the next is one key away', async () => {
    const second = sampleShutdown({
      id: 6,
      services: ['lift'],
      startsAt: '2026-11-22T10:30:00.000Z',
      speechText: 'Лифт стоит.',
    })
    const page = await mountCard({
      getCallerCard: () => sampleCard({ shutdowns: [known(), known({ shutdown: second })] }),
    })
    expect(strip()).toContain('Отключений по адресу: 2')
    await page.press('s', { code: 'KeyS', altKey: true })
    expect(strip()).toContain('Лифт стоит.')
    await page.press('b', { code: 'KeyB', ctrlKey: true })
    expect(sent(page, 'joinShutdown')?.body).toMatchObject({ shutdownId: 6 })
  })

  test('after its end nobody is joined: no water there is a new task', async () => {
    const ended = sampleShutdown({ status: 'restored', endedAt: new Date().toISOString() })
    const page = await mountCard({
      getCallerCard: () => sampleCard({ shutdowns: [known({ shutdown: ended })] }),
    })
    expect(strip()).toContain('Если услуги нет – это новая заявка.')
    expect(all('button', 'Сообщено, присоединить')).toEqual([])
    await page.press('b', { code: 'KeyB', ctrlKey: true })
    expect(sent(page, 'joinShutdown')).toBeUndefined()
  })

  test('what the system suspects of his house is hinted at', async () => {
    await mountCard({ getCallerCard: () => sampleCard() }, () =>
      useShutdownStore().takeSuggestions(new Map([[12, sampleSuggestion()]]), null),
    )
    expect(strip()).toContain('Похоже на аварию: 3 обращения за 4 мин – ЦТП-5, горячая вода')
  })
})

describe('which shutdowns a card shows', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z')
  const place = { houseId: 1, entrance: samplePlace(12).entrance }
  const ids = (...shutdowns: Parameters<typeof sampleShutdown>[0][]): number[] =>
    knownShutdowns([], shutdowns.map(sampleShutdown), [place], { informedOf: [], now }).map(
      ({ shutdown }) => shutdown.id,
    )
  test.each<[string, Parameters<typeof sampleShutdown>[0], boolean]>([
    ['lasting', {}, true],
    ['lasting past its term', { plannedEnd: '2026-11-22T11:00:00.000Z' }, true],
    ['planned for tomorrow', { status: 'planned', startsAt: '2026-11-23T08:00:00.000Z' }, true],
    ['planned in a month', { status: 'planned', startsAt: '2026-12-22T08:00:00.000Z' }, false],
    ['ended yesterday', { status: 'restored', endedAt: '2026-11-21T08:00:00.000Z' }, true],
    ['ended ten days ago', { status: 'restored', endedAt: '2026-11-12T08:00:00.000Z' }, false],
    ['cancelled', { status: 'cancelled', endedAt: '2026-11-22T11:00:00.000Z' }, false],
    ['of another house', { houses: [{ houseId: 2, via: 'house', entrances: null }] }, false],
    ['of another entrance', { houses: [{ houseId: 1, via: 'house', entrances: [4] }] }, false],
  ])('%s', (_name, over, isShown) => expect(ids(over)).toEqual(isShown ? [5] : []))

  test('a shutdown that was moved since the card was read stands as it is now', () => {
    const moved = sampleShutdown({ version: 3, speechText: 'До двадцати часов.' })
    const [first] = knownShutdowns([known()], [moved], [place], { informedOf: [5], now })
    expect(first).toMatchObject({ shutdown: { speechText: 'До двадцати часов.' }, isJoined: true })
  })
})
