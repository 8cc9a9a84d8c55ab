import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import type { HouseSection as Section, SectionFlat } from '#contracts/house/section.ts'
import { useTaskStore } from '../../task/store.ts'
import { ApiError } from '../../../realtime/api-error.ts'
import { all, click, mountInApp, one, type Answers } from '../../../testing/mount.ts'
import { sampleEntry, sampleTask } from '../../../testing/samples.ts'
import HouseSection from './HouseSection.vue'

const flat = (id: number): SectionFlat => ({
  id,
  number: String(id),
  entrance: 1,
  floor: Math.ceil(id / 2),
  riser: ((id - 1) % 2) + 1,
  kind: 'flat',
})
const section = (over: Partial<Section> = {}): Section => ({
  id: 1,
  address: 'ул. Республики, 5',
  supplies: [{ service: 'hotWater', supplyPointId: 5, name: 'ЦТП-5', kind: 'heatPoint' }],
  floors: 3,
  entrances: [{ number: 1, flatFrom: null, flatTo: null, floors: 3 }],
  flats: [1, 2, 3, 4, 5, 6].map(flat),
  openTasks: [],
  callers: [],
  ...over,
})
const fields = { ...sampleTask().fields, houseId: 1, apartmentId: 3 }
const task = sampleTask({ fields })
const mountSection = (answers: Answers, over: Partial<typeof task> = {}, before = (): void => undefined) =>
  mountInApp(HouseSection, {
    props: { task: { ...task, ...over } },
    answers: { listClassifier: () => ({ entries: [sampleEntry()] }), ...answers },
    before,
  })
const text = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ')
const named = (): string[] =>
  all('button', /^квартира/).map((button) => button.getAttribute('aria-label') ?? '')

describe('the house in section', () => {
  test('says who calls, his riser, who called about the same and what is open', async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString()
    const open = sampleTask({
      id: 9,
      number: '26-000009',
      status: 'new',
      address: 'ул. Республики, 5, кв. 6',
      fields: { ...fields, apartmentId: 6 },
    })
    const { classifierId } = { classifierId: sampleEntry().id }
    await mountSection(
      {
        getHouseSection: () =>
          section({
            openTasks: [open],
            callers: [
              { apartmentId: 2, at, classifierId, services: [] },
              { apartmentId: 4, at, classifierId: 77, services: [] },
            ],
          }),
      },
      { fields: { ...fields, classifierId } },
    )
    const says = named()
    expect(says.find((one) => one.startsWith('квартира 3,'))).toBe('квартира 3, этаж 2, звонит')
    expect(says.find((one) => one.startsWith('квартира 5,'))).toBe('квартира 5, этаж 3, тот же стояк')
    expect(says.find((one) => one.startsWith('квартира 2,'))).toMatch(/^квартира 2, этаж 1, звонили в /)
    // about something else
    expect(says.find((one) => one.startsWith('квартира 4,'))).toBe('квартира 4, этаж 2')
    expect(says.find((one) => one.startsWith('квартира 6,'))).toBe('квартира 6, этаж 3, 1 открытая заявка')
    expect(text()).toContain('звонили о том же: 1')
    expect(text()).toContain('26-000009')
    expect(text()).toContain('ЦТП-5')
    expect(text()).not.toContain('в справочнике их нет')
  })

  test('what is pushed stands there at once, and what is closed goes', async () => {
    await mountSection({ getHouseSection: () => section() })
    expect(text()).toContain('Открытых заявок нет')
    const pushed = sampleTask({
      id: 9,
      number: '26-000009',
      status: 'new',
      fields: { ...fields, apartmentId: 2 },
    })
    useTaskStore().takeAnswer(pushed)
    await flushPromises()
    expect(named()[4]).toContain('квартира 1')
    expect(named().find((one) => one.startsWith('квартира 2,'))).toContain('1 открытая заявка')
    useTaskStore().takeAnswer({ ...pushed, status: 'closed', version: pushed.version + 1 })
    await flushPromises()
    expect(text()).toContain('Открытых заявок нет')
  })

  test('arrows walk the flats, Enter takes one into the card', async () => {
    const { wrapper } = await mountSection({ getHouseSection: () => section() })
    const own = one('button', /^квартира 3,/)
    expect(own.tabIndex).toBe(0)
    expect(all('button', /^квартира/).filter((button) => button.tabIndex === 0)).toHaveLength(1)
    own.focus()
    for (const [key, name] of [
      ['ArrowUp', /^квартира 5,/],
      ['ArrowRight', /^квартира 6,/],
      ['ArrowRight', /^квартира 6,/],
      ['ArrowDown', /^квартира 4,/],
    ] as const) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
      await flushPromises()
      expect(document.activeElement).toBe(one('button', name))
    }
    await click(one('button', /^квартира 4,/))
    expect(wrapper.emitted('choose')).toEqual([
      [{ houseId: 1, apartmentId: 4, address: 'ул. Республики, 5, кв. 4' }],
    ])
  })

  test('of a registered task nothing is chosen any more', async () => {
    const { wrapper } = await mountSection({ getHouseSection: () => section() }, { status: 'new' })
    await click(one('button', /^квартира 4,/))
    expect(wrapper.emitted('choose')).toBeUndefined()
  })

  test('says what the directory does not know', async () => {
    const bare = (over: Partial<SectionFlat>): SectionFlat[] =>
      [1, 2, 3, 4, 5, 6].map((id) => ({ ...flat(id), floor: null, riser: null, ...over }))
    await mountSection({ getHouseSection: () => section({ flats: bare({}) }) })
    expect(text()).toContain('Этажи – по порядку номеров, в справочнике их нет.')
    expect(text()).toContain('Стояки – по месту на этаже')
  })

  test.each([
    ['no house', { fields: { ...fields, houseId: null, apartmentId: null } }, {}, 'Дома в карточке ещё нет'],
    [
      'no flats',
      {},
      { getHouseSection: () => section({ flats: [] }) },
      'Квартир этого дома в справочнике нет',
    ],
    [
      'a server that is away',
      {},
      {
        getHouseSection: () => {
          throw new ApiError('offline', 0)
        },
      },
      'Повторить',
    ],
  ])('with %s it says so', async (_name, over, answers, said) => {
    await mountSection(answers, over)
    expect(text()).toContain(said)
  })

  test('twelve entrances: those around the caller, the others by their numbers', async () => {
    const entrances = Array.from({ length: 12 }, (_, index) => ({
      number: index + 1,
      flatFrom: null,
      flatTo: null,
      floors: 17,
    }))
    const flats = entrances.flatMap(({ number }) =>
      Array.from({ length: 68 }, (_, index) => ({
        ...flat((number - 1) * 68 + index + 1),
        entrance: number,
        floor: Math.floor(index / 4) + 1,
        riser: (index % 4) + 1,
      })),
    )
    await mountSection({ getHouseSection: () => section({ entrances, flats, floors: 17 }) })
    expect(all('button', /^квартира/)).toHaveLength(2 * 68)
    await click(one('button', 'подъезд 12'))
    expect(one('button', /^квартира 816,/)).toBeDefined()
    expect(all('button', /^квартира/)).toHaveLength(2 * 68)
  })
})
