import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { TaskFields, type Task } from '#contracts/task.ts'
import { useSettingsStore } from '../../../entities/settings/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { PhoneRefusal } from '../../../softphone/phone.ts'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { all, click, mountInApp, one, type, type Answers, type Mounted } from '../../../testing/mount.ts'
import { sampleEntry, sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
// loaded beside the page: here before the first test looks for it
import '#domain/task/danger/danger-in.ts'
import './DangerChips.vue'
import './DangerScript.vue'

const Saved = z.object({ fields: TaskFields.partial() })
const gas = sampleEntry({ id: 5, category: 'Газ', problem: 'Запах газа', dangerScript: 'gas' })
const known = (task: Task, handovers: unknown[] = []) => ({
  task,
  history: [],
  calls: [],
  told: [],
  handovers,
})

const show = (task: Task, reachesOutside: boolean, answers: Answers = {}): Promise<Mounted> =>
  mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      listClassifier: () => ({ entries: [gas] }),
      getTask: () => known(task),
      saveDraft: ({ body }) => ({
        ...task,
        fields: { ...task.fields, ...Saved.parse(body).fields },
        version: task.version + 1,
      }),
      ...answers,
    },
    before: () => {
      useTaskStore().take(new Map([[1, task]]), null)
      useSettingsStore().takePublic({ ...defaultSettings, callPage: true, timeZone: 'UTC', reachesOutside })
    },
  })
const draft = (fields: Partial<Task['fields']> = {}): Task => sampleTask({ callIds: [], fields })
const choose = async (): Promise<void> => {
  await type(one('combobox', 'Что случилось'), 'газ')
  one('combobox', 'Что случилось').dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
  )
  await flushPromises()
}
const script = (): HTMLElement[] => all('dialog', 'Запах газа')
beforeEach(() => sessionStorage.clear())

test('a dangerous problem opens its script over everything, and nothing but the record of who took it closes it', async () => {
  const page = await show(draft(), false, { recordHandover: () => draft({ isEmergency: true }) })
  await choose()
  expect(one('dialog', 'Запах газа').textContent).toContain('Выйдите из квартиры')
  const cancel = new Event('cancel', { cancelable: true })
  one('dialog', 'Запах газа').dispatchEvent(cancel)
  expect(cancel.defaultPrevented).toBe(true)
  expect(all('button', 'Закрыть')).toEqual([])
  await page.press('Escape')
  await page.press('Enter', { ctrlKey: true })
  await click(one('button', /^Записать и закрыть/))
  expect(script()).toHaveLength(1)
  expect(one('alert').textContent).toContain('Без имени принявшего')
  await type(one('textbox', 'Имя или должность принявшего'), 'Петрова')
  await type(one('textbox', 'Номер сообщения у них'), '17-Б')
  await click(one('button', /^Записать и закрыть/))
  expect(page.asked.find(({ name }) => name === 'recordHandover')?.request).toMatchObject({
    params: { id: 1 },
    body: { script: 'gas', service: '104', takenBy: 'Петрова', number: '17-Б' },
  })
  expect(script()).toEqual([])
  expect(document.body.textContent).toContain('Передано: 104, Петрова')
})

test('a danger is one press away, and one name in the palette; only those that the classifier has are offered', async () => {
  const page = await show(draft(), false)
  const group = one('[role=group]', 'Опасность – сразу сценарий')
  expect(group.querySelectorAll('button')).toHaveLength(1)
  await click(one('button', 'Газ'))
  expect(script()).toHaveLength(1)
  expect(one('button', 'Газ').getAttribute('aria-pressed')).toBe('true')
  expect(one('combobox', 'Что случилось')).toHaveProperty('value', 'Запах газа (Газ)')
  const inPalette = page.shortcuts.list.filter(({ label }) => label.startsWith('dangerKind.'))
  expect(inPalette.filter(({ isEnabled }) => isEnabled?.() !== false).map(({ label }) => label)).toEqual([
    'dangerKind.gas',
  ])
})

test('with a PBX that has no way to the town it says so and shows the numbers alone', async () => {
  await show(draft({ classifierId: 5 }), false)
  const text = one('dialog', 'Запах газа').textContent ?? ''
  expect(text).toContain('С этой АТС в город не позвонить')
  for (const number of ['104', '112']) expect(text).toContain(number)
  expect(all('button', /Позвонить|Перевести/)).toEqual([])
})

test('the services that the directory knows come first where they are the ones, and are called like the others', async () => {
  const lift = sampleEntry({ id: 6, category: 'Лифт', problem: 'Застрял человек', dangerScript: 'lift' })
  const organisation = (kind: string, name: string, phone: string) => ({
    id: 1,
    kind,
    name,
    note: '',
    phones: [phone],
  })
  const page = await show(draft({ classifierId: 6 }), true, {
    listClassifier: () => ({ entries: [lift] }),
    directories: () => ({
      organisations: [
        organisation('water', 'Водоканал', '+73452091001'),
        organisation('lift', 'Лифт-сервис', '+73452091003'),
      ],
    }),
  })
  const script = one('dialog', 'Люди в лифте')
  expect(script.textContent).toContain('Лифт-сервис')
  expect(script.textContent).not.toContain('Водоканал')
  for (const number of ['112', '103']) expect(script.textContent).toContain(number)
  await click(one('button', 'Позвонить +7 3452 09-10-03'))
  expect(page.phone.asked).toEqual(['dial +73452091003'])
  expect((script.querySelector('select') as HTMLSelectElement).value).toBe('Лифт-сервис')
})

test('with a trunk the talk is transferred or the service is called; a refusal is told with the number', async () => {
  const page = await show(draft({ classifierId: 5 }), true)
  page.phone.show({ calls: [samplePhoneCall({ state: 'talking' })] })
  await flushPromises()
  await click(one('button', 'Позвонить 112'))
  await click(one('button', 'Перевести звонок на 104'))
  expect(page.phone.asked).toEqual(['dial 112', 'transferBlind c1 104'])
  expect(one('alert').textContent).toContain('Звонок переведён на 104')
  page.phone.transferBlind = () => Promise.reject(new PhoneRefusal(404, 'Not Found'))
  await click(one('button', 'Перевести звонок на 104'))
  expect(one('alert').textContent).toContain('АТС не соединила с номером 104')
})

test('an address that nobody knows yet is written in the script, and stands in the form', async () => {
  await show(draft({ classifierId: 5 }), false)
  await type(one('textbox', 'Куда ехать: адрес, подъезд, этаж'), 'ул. Мира, 3, подъезд 2')
  expect(one('textbox', 'Уточнение места')).toHaveProperty('value', 'ул. Мира, 3, подъезд 2')
})

test('after a reload a script that was handed over stays closed', async () => {
  const task = draft({ classifierId: 5 })
  const handover = { script: 'gas', service: '104', takenBy: 'Петрова', number: '', at: task.createdAt }
  await show(task, false, { getTask: () => known(task, [handover]) })
  expect(script()).toEqual([])
  expect(document.body.textContent).toContain('Передано: 104, Петрова')
})

describe('words of a danger', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const rest = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(1200)
    await flushPromises()
  }

  test.each([
    ['textbox', 'Текст заявки'],
    ['textbox', 'Уточнение места'],
    ['combobox', 'Что случилось'],
  ])(
    'in any field open the script when the hand rests, and choose its problem: %s «%s»',
    async (role, name) => {
      await show(draft(), false)
      await type(one(role, name), 'В подъезде пахнет газом')
      expect(script()).toEqual([])
      await rest()
      expect(script()).toHaveLength(1)
      expect(one('combobox', 'Что случилось')).toHaveProperty('value', 'Запах газа (Газ)')
      expect(one('checkbox', 'Авария')).toHaveProperty('checked', true)
    },
  )

  test('stand in the way of Ctrl+Enter, however fast it comes', async () => {
    const page = await show(draft({ place: 'ул. Мира, 3' }), false)
    await type(one('textbox', 'Текст заявки'), 'воняет газом')
    await page.press('Enter', { ctrlKey: true })
    expect(script()).toHaveLength(1)
    expect(page.asked.map(({ name }) => name)).not.toContain('registerTask')
  })

  test('one key opens it before', async () => {
    const page = await show(draft(), false)
    await type(one('textbox', 'Текст заявки'), 'В подъезде пахнет газом')
    await page.press('F6')
    expect(script()).toHaveLength(1)
  })

  test('what its script asks stands in the text', async () => {
    await show(draft({ text: 'пахнет газом' }), false)
    await rest()
    const where = one('textbox', 'Где именно')
    await type(where, 'подвал второго подъезда')
    where.dispatchEvent(new Event('change', { bubbles: true }))
    await flushPromises()
    expect(one('textbox', 'Текст заявки')).toHaveProperty(
      'value',
      'пахнет газом\nГде именно: подвал второго подъезда',
    )
  })

  test('that mean none are dismissed with a reason; script and problem go, and do not come again', async () => {
    const task = draft({ text: 'пахнет газом от соседей с пайкой' })
    const page = await show(task, false, {
      dismissDanger: () => ({ ...task, dismissedDangers: ['gas'], version: 9 }),
    })
    await rest()
    await click(one('button', 'Это не опасность'))
    await click(one('button', 'Записать, что опасности нет'))
    expect(document.body.textContent).toContain('Напишите причину')
    await type(one('textbox', 'Почему это не опасность'), 'паяльник')
    await click(one('button', 'Записать, что опасности нет'))
    expect(page.asked.find(({ name }) => name === 'dismissDanger')?.request).toMatchObject({
      params: { id: 1 },
      body: { danger: 'gas', reason: 'паяльник' },
    })
    expect(script()).toEqual([])
    expect(one('combobox', 'Что случилось')).toHaveProperty('value', '')
    expect(one('checkbox', 'Авария')).toHaveProperty('checked', false)
    await rest()
    expect(script()).toEqual([])
  })
})
