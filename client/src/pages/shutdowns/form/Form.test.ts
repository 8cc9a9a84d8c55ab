import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings, type Settings } from '#contracts/settings.ts'
import { useSettingsStore } from '../../../entities/settings/store.ts'
import { ApiError } from '../../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers, type Mounted } from '../../../testing/mount.ts'
import { sampleHouse, sampleShutdown, sampleSuggestion } from '../../../testing/sample-shutdown.ts'
import FormPage from './FormPage.vue'

const directories = {
  towns: [],
  streets: [{ id: 1, town: 'Тюмень', kind: 'ул.', name: 'Республики' }],
  microdistricts: [{ id: 3, name: 'Заречный', houses: 2 }],
  supplyPoints: [
    {
      id: 9,
      kind: 'heatPoint',
      name: 'ЦТП-5',
      organisationId: null,
      houses: [
        { houseId: 1, service: 'hotWater' },
        { houseId: 2, service: 'hotWater' },
        { houseId: 3, service: 'heating' },
      ],
    },
  ],
  organisations: [{ id: 4, name: 'Водоканал', kind: 'water', note: '', phones: [] }],
  workers: [],
  groups: [],
}
const houses = [sampleHouse(1), sampleHouse(2), sampleHouse(3), sampleHouse(16)]
const preview = {
  places: 'ул. Республики, 1, 2',
  houses: 2,
  flats: 160,
  living: 312,
  limits: [],
  speechText: 'Нет горячей воды.',
  overlaps: [],
}
const mountForm = (answers: Answers = {}, path = '/shutdowns/new', settings: Partial<Settings> = {}) =>
  mountInApp(FormPage, {
    path,
    role: 'dispatcher',
    answers: {
      directories: () => directories,
      listHouses: () => ({ houses, next: null }),
      previewShutdown: () => preview,
      createShutdown: () => sampleShutdown(),
      ...answers,
    },
    before: () => useSettingsStore().take({ ...defaultSettings, ...settings }, 1),
  })
/** A key on the element that has the focus, as its own listeners see it. */
async function hit(key: string): Promise<void> {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  )
  await flushPromises()
}
async function choosePoint(): Promise<void> {
  await type(one('combobox', /ЦТП/), 'цтп')
  await hit('Enter')
}
const sent = (page: Mounted, name: string) => page.asked.findLast((one) => one.name === name)?.request.body
const chosen = (): string[] =>
  all('button', /^Убрать: /).map((button) => button.getAttribute('aria-label') ?? '')

beforeEach(() => sessionStorage.clear())

describe('a new shutdown', () => {
  test('by keyboard alone: service by its digit, a heating point by name, a term, Ctrl+Enter', async () => {
    const page = await mountForm()
    expect(document.activeElement?.closest('fieldset')?.textContent).toContain('Чего нет')
    await hit('2')
    expect(one('checkbox', /горячая вода/)).toHaveProperty('checked', true)

    for (let n = 0; n < 4; n++) await page.press('F3')
    await type(document.activeElement as HTMLElement, 'цтп')
    await hit('Enter')
    expect(chosen()).toEqual(['Убрать: ул. Республики, 1', 'Убрать: ул. Республики, 2'])

    await page.press('c', { code: 'KeyC', altKey: true })
    await type(document.activeElement as HTMLElement, '+4')
    await page.press('Enter', { ctrlKey: true })
    expect(sent(page, 'createShutdown')).toMatchObject({
      fields: {
        kind: 'emergency',
        services: ['hotWater'],
        houses: [
          { houseId: 1, via: 'heatPoint', entrances: null },
          { houseId: 2, via: 'heatPoint', entrances: null },
        ],
      },
      suggestionId: null,
      taskIds: [],
    })
    await vi.waitFor(() => expect(page.router.currentRoute.value.fullPath).toBe('/shutdowns?id=5'))
  })

  test('a street by a range of numbers; entrances of one house', async () => {
    const page = await mountForm()
    await hit('1')
    for (let n = 0; n < 2; n++) await page.press('F3')
    await type(document.activeElement as HTMLElement, 'респ')
    await hit('Enter')
    // the keyboard goes on in the field of numbers
    expect(document.activeElement).toBe(one('textbox', 'Номера'))
    await type(document.activeElement as HTMLElement, '1–2')
    await hit('Enter')
    expect(chosen()).toHaveLength(2)
    await type(one('textbox', 'Подъезды: ул. Республики, 2'), '1, 3')
    await page.press('Enter', { ctrlKey: true })
    expect(sent(page, 'createShutdown')).toMatchObject({
      fields: { houses: [{ via: 'street' }, { houseId: 2, entrances: [1, 3] }] },
    })
  })

  test('numbers that are none are told of, and nothing is added', async () => {
    const page = await mountForm()
    for (let n = 0; n < 2; n++) await page.press('F3')
    await type(document.activeElement as HTMLElement, 'респ')
    await hit('Enter')
    await type(document.activeElement as HTMLElement, 'до конца')
    await hit('Enter')
    expect(one('alert').textContent).toContain('Не понял номера')
    expect(chosen()).toEqual([])
  })

  test('without services and houses nothing is sent, and the focus is where something is missing', async () => {
    const page = await mountForm()
    await page.press('Enter', { ctrlKey: true })
    expect(page.asked.some(({ name }) => name === 'createShutdown')).toBe(false)
    expect(document.body.textContent).toContain('Отметьте, чего нет.')
    expect(document.activeElement?.closest('fieldset')?.textContent).toContain('Чего нет')
  })

  test('the preview says what it will be, and what is off there already', async () => {
    await mountForm({
      previewShutdown: () => ({ ...preview, overlaps: [sampleShutdown({ id: 8, number: 'О26-000008' })] }),
    })
    await hit('2')
    await choosePoint()
    await vi.waitFor(() => expect(document.body.textContent).toContain('312 жителей'))
    expect(document.body.textContent).toContain('О26-000008')
  })

  test('a removed house can be brought back', async () => {
    await mountForm()
    await hit('2')
    await choosePoint()
    await click(one('button', 'Убрать все: ЦТП-5'))
    expect(chosen()).toEqual([])
    await click(one('button', 'Вернуть: ЦТП-5'))
    expect(chosen()).toHaveLength(2)
  })

  test('the draft is there again when the page comes back, and gone once it is created', async () => {
    const first = await mountForm()
    await hit('3')
    first.wrapper.unmount()
    const second = await mountForm()
    expect(one('checkbox', /отопление/)).toHaveProperty('checked', true)
    await choosePoint()
    await second.press('Enter', { ctrlKey: true })
    expect(Object.keys(sessionStorage).filter((key) => key.includes('shutdown'))).toEqual([])
  })

  test('after a lost answer the same key is sent again', async () => {
    let isAway = true
    const page = await mountForm({
      createShutdown: () => {
        if (isAway) throw new ApiError('offline', 0)
        return sampleShutdown()
      },
    })
    await hit('2')
    await choosePoint()
    await page.press('Enter', { ctrlKey: true })
    isAway = false
    await page.press('Enter', { ctrlKey: true })
    const keys = page.asked
      .filter(({ name }) => name === 'createShutdown')
      .map(({ request }) => (request.body as { key: string }).key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})

describe('the setting shutdown_mkr', () => {
  test('off: no pickers of microdistricts and heating points, the other two stay', async () => {
    await mountForm({}, '/shutdowns/new', { shutdown_mkr: false })
    expect(all('combobox').map((box) => box.getAttribute('aria-keyshortcuts'))).toEqual(['F3', 'F3'])
  })
  test('changes the open form at once and takes no chosen house away', async () => {
    await mountForm()
    await hit('2')
    await choosePoint()
    useSettingsStore().take({ ...defaultSettings, shutdown_mkr: false }, 2)
    await flushPromises()
    expect(all('combobox')).toHaveLength(2)
    expect(chosen()).toHaveLength(2)
    useSettingsStore().take({ ...defaultSettings, shutdown_mkr: true }, 3)
    await flushPromises()
    expect(all('combobox')).toHaveLength(4)
  })
})

describe('a form opened otherwise', () => {
  test('from a suggestion: its houses, its service and its calls are there already', async () => {
    const page = await mountForm(
      {
        listSuggestions: () => ({ suggestions: [sampleSuggestion()] }),
        listHouses: () => ({ houses: [sampleHouse(1), sampleHouse(2)], next: null }),
      },
      '/shutdowns/new?suggestion=12',
    )
    expect(document.body.textContent).toContain('ЦТП-5')
    await page.press('Enter', { ctrlKey: true })
    expect(sent(page, 'createShutdown')).toMatchObject({
      suggestionId: 12,
      taskIds: [41, 42, 43],
      fields: {
        services: ['hotWater'],
        startsAt: '2026-11-22T10:00:00.000Z',
        houses: [{ via: 'suggestion' }, { via: 'suggestion' }],
      },
    })
  })

  test('to change one: its own words stand there, the term is not sent', async () => {
    const page = await mountForm(
      {
        getShutdown: () => ({
          shutdown: sampleShutdown(),
          houses: [],
          terms: [],
          history: [],
          callers: [],
          tasks: [],
        }),
        listHouses: () => ({ houses: [sampleHouse(1)], next: null }),
        changeShutdown: () => sampleShutdown({ version: 2 }),
      },
      '/shutdowns/5/change',
    )
    expect(one('textbox', /Что сказать жителям/)).toHaveProperty('value', 'Сделайте запас воды.')
    await type(one('textbox', /Что сказать жителям/), 'Воду привезут.')
    await page.press('Enter', { ctrlKey: true })
    const body = sent(page, 'changeShutdown') as { version: number; fields: object }
    expect(body).toMatchObject({ version: 1, fields: { text: 'Воду привезут.' } })
    expect(Object.keys(body.fields)).not.toContain('plannedEnd')
  })
})
