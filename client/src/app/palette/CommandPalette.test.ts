import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '#contracts/permission.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { all, mountInApp, one, type, type Answers, type MountOptions } from '../../testing/mount.ts'
import { sampleTask } from '../../testing/samples.ts'
import CommandPalette from './CommandPalette.vue'

const hit = { houseId: 5, apartmentId: 58, text: 'ул. Ленина, 15, кв. 8' }
const answers: Answers = {
  searchAddresses: () => ({ hits: [hit, { ...hit, apartmentId: null, text: 'ул. Ленина, 15' }] }),
  searchResidents: () => ({
    residents: [{ id: 3, name: 'Ленина Мария', address: hit.text, number: '+73452001203' }],
    flats: [],
  }),
  listTasks: () => ({ tasks: [], next: null }),
  moveTask: () => task({ status: 'accepted', version: 2 }),
  addTask: () => sampleTask({ id: 77, status: 'draft' }),
}
const task = (over: Parameters<typeof sampleTask>[0] = {}) =>
  sampleTask({
    id: 41,
    number: '26-004217',
    status: 'new',
    address: 'ул. Мира, 3, кв. 4',
    fields: { text: 'Течёт бачок' },
    ...over,
  })

async function open(role: Role, options: MountOptions = {}) {
  const app = await mountInApp(CommandPalette, {
    props: { ahead: () => ({ text: '', isEntered: false }) },
    role,
    answers,
    before: () => useTaskStore().takeAnswer(task()),
    ...options,
  })
  return app
}
const field = () => one('combobox')
async function press(key: string, over: KeyboardEventInit = {}): Promise<void> {
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over }))
  await flushPromises()
}
const names = (): string[] =>
  all('option').map((option) =>
    [...option.querySelectorAll('.text, kbd')].map((one) => one.textContent).join(' '),
  )

describe('the palette', () => {
  beforeEach(() => {
    document.body.innerHTML = ''
  })

  test('an address with the wrong layout is opened with Enter, typed before the server has answered', async () => {
    const { asked, router } = await open('operator')
    await type(field(), 'ktybyf 15')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/flats/58'))
    expect(asked.find(({ name }) => name === 'searchResidents')?.request.query).toEqual({
      search: 'ленина 15',
    })
    expect(all('dialog')).toEqual([])
  })

  test('a page is opened with Enter while the server has not answered', async () => {
    const never = () => new Promise<never>(() => undefined)
    const late = { ...answers, searchAddresses: never, searchResidents: never, listTasks: never }
    const { router } = await open('dispatcher', { answers: late })
    await type(field(), 'отключения')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/shutdowns'))
  })

  test('Ctrl+Enter does the first thing that can be done with an address: a task', async () => {
    const { asked, router } = await open('operator')
    await type(field(), 'ленина 15')
    await vi.waitFor(() => expect(names()[0]).toContain(hit.text))
    await press('Enter', { ctrlKey: true })
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/console?task=77'))
    expect(asked.at(-1)).toMatchObject({
      name: 'addTask',
      request: { body: { houseId: 5, apartmentId: 58 } },
    })
  })

  test('a task is found by the tail of its number, and Tab lists its moves', async () => {
    const { asked } = await open('dispatcher')
    await type(field(), '4217')
    expect(names()[0]).toContain('26-004217')
    await press('Tab')
    expect(names()[0]).toBe('Принять: № 26-004217 ул. Мира, 3, кв. 4')
    await press('Enter')
    await vi.waitFor(() =>
      expect(asked.at(-1)).toMatchObject({ name: 'moveTask', request: { body: { to: 'accepted' } } }),
    )
  })

  test('«отложить 4217» asks for the reason and does it', async () => {
    const { asked } = await open('dispatcher')
    await type(field(), 'отложить 4217')
    await press('Enter')
    await vi.waitFor(() => expect(document.querySelector('#reason')).toBeTruthy())
    const reason = document.querySelector<HTMLElement>('#reason input')
    expect(reason).toBeTruthy()
    if (reason) await type(reason, 'нет доступа')
    document.querySelector<HTMLFormElement>('#reason')?.requestSubmit()
    await vi.waitFor(() =>
      expect(asked.at(-1)).toMatchObject({
        name: 'moveTask',
        request: { body: { to: 'deferred', note: 'нет доступа' } },
      }),
    )
  })

  test('the open task is at hand before anything is typed', async () => {
    await open('dispatcher', { path: '/board?task=41' })
    expect(names()[0]).toContain('Принять: № 26-004217')
  })

  test('a page is found by its name and shows its key', async () => {
    const { router } = await open('dispatcher')
    await type(field(), 'отключ')
    expect(names()[0]).toBe('Отключения Alt+6')
    await press('Enter')
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/shutdowns'))
  })

  test('a viewer is offered nothing that it may not do, and nothing is asked for it', async () => {
    const { asked } = await open('viewer', { path: '/board?task=41' })
    expect(names().join()).not.toMatch(/Принять|Журнал|Правила/)
    await type(field(), 'мира 3')
    await vi.waitFor(() => expect(names()[0]).toContain('26-004217'))
    await press('Tab')
    expect(names()[0]).toContain('26-004217')
    await vi.waitFor(() => expect(asked.map(({ name }) => name)).toEqual(['listTasks']))
    await type(field(), '+7 345 200 12 03')
    await flushPromises()
    expect(names().join()).not.toMatch(/Позвонить|Всё об этом/)
  })

  test('a number is dialled by who is on the line and talks to nobody', async () => {
    const { phone } = await open('operator')
    await type(field(), '104')
    expect(names()[0]).toBe('Позвонить 104')
    await press('Enter')
    await vi.waitFor(() => expect(phone.asked).toContain('dial 104'))
  })

  test('says that the server is away and goes on with what the page has', async () => {
    await open('dispatcher', { answers: {} })
    await type(field(), 'бачок')
    await vi.waitFor(() => expect(document.body.textContent).toContain('Нет связи с сервером'))
    expect(names()[0]).toContain('26-004217')
  })
})
