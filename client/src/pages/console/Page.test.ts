import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../entities/call/store.ts'
import { useTaskStore } from '../../entities/task/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { samplePhoneCall } from '../../testing/fake-phone.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleCard as card, samplePlace } from '../../testing/sample-card.ts'
import { sampleCall, sampleEntry, sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'
import './caller/OrganisationCaller.vue'
import './caller/WorkerCaller.vue'
import './place/KnownShutdowns.vue'
import './registered/RememberNumber.vue'
import './card/SwallowDialog.vue'
import './registered/JoinedNote.vue'
import './registered/RegisteredNumber.vue'

const open = sampleTask({
  id: 9,
  number: '26-000009',
  status: 'new',
  classifierName: 'Квартира · Лифт · Застрял лифт',
  callIds: [],
})
const place = (id: number, openTasks: Task[] = []) =>
  samplePlace(id, { openTasks: openTasks.map((task) => ({ task, near: 'flat' as const })) })

const mountConsole = (tasks: Task[], answers: Answers = {}, path = '/console?task=1') =>
  mountInApp(Page, {
    path,
    answers: {
      getCallerCard: () => card(),
      listClassifier: () => ({ entries: [sampleEntry()] }),
      ...answers,
    },
    before: () => {
      useCallStore().take(
        new Map([
          [
            'embedded:1',
            sampleCall({ state: 'talking', operator: 'op-1', answeredAt: '2026-11-22T10:00:05.000Z' }),
          ],
        ]),
        null,
      )
      useTaskStore().take(new Map(tasks.map((task) => [task.id, task])), null)
    },
  })
beforeEach(() => sessionStorage.clear())

describe('console page', () => {
  test('the card of the talk opens by itself with number, flat, residents and the note of the house', async () => {
    const page = await mountConsole([sampleTask()], {}, '/console')
    await vi.waitFor(() => expect(page.router.currentRoute.value.query['task']).toBe('1'))
    await flushPromises()
    const text = document.body.textContent ?? ''
    for (const part of ['+7 3452 00-12-03', 'ул. Республики, 5, кв. 12', 'Иванов Иван', 'Ключи у консьержа'])
      expect(text).toContain(part)
  })

  test('of several flats none is chosen; the choice goes into the form', async () => {
    await mountConsole([sampleTask()], {
      getCallerCard: () => card({ places: [place(12), place(40)] }),
      saveDraft: () => sampleTask({ version: 2 }),
    })
    expect(
      all('status')
        .map((status) => status.textContent)
        .join(),
    ).toContain('за несколькими квартирами')
    expect(one('combobox', 'Адрес')).toHaveProperty('value', '')
    await click(one('button', 'ул. Республики, 5, кв. 40'))
    expect(one('combobox', 'Адрес')).toHaveProperty('value', 'ул. Республики, 5, кв. 40')
    expect(one('textbox', 'Заявитель')).toHaveProperty('value', 'Иванов Иван')
  })

  test('a hidden number asks for the address first', async () => {
    await mountConsole([sampleTask()], {
      getCallerCard: () => card({ kind: 'hidden', places: [], call: sampleCall({ from: '' }) }),
    })
    expect(document.body.textContent).toContain('Спросите адрес и номер для связи.')
  })

  test('the card says when it could not be read, and can be read again', async () => {
    let isAway = true
    await mountConsole([sampleTask()], {
      getCallerCard: () => {
        if (isAway) throw new ApiError('databaseAway', 503)
        return card()
      },
    })
    expect(one('alert').textContent).toContain('временно не может')
    isAway = false
    await click(one('button', 'Повторить'))
    expect(document.body.textContent).toContain('Иванов Иван')
  })

  test('the classifier sets the emergency flag and shows the terms with their law', async () => {
    await mountConsole([sampleTask()], { saveDraft: () => sampleTask({ version: 2 }) })
    await type(one('combobox', 'Что случилось'), 'течь')
    one('combobox', 'Что случилось').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
    )
    await flushPromises()
    const text = (document.body.textContent ?? '').replace(/\s+/g, ' ')
    expect(text).toContain('локализовать за 30 мин')
    expect(text).toContain('устранить за 3 сут')
    expect(text).toContain('ПП РФ 416, п. 13')
    expect(one('checkbox', 'Авария')).toHaveProperty('checked', true)
  })

  test('Ctrl+Enter registers what stands in the form and shows the number to be told', async () => {
    const draft = sampleTask({ fields: { houseId: 1 }, address: 'ул. Республики, 5' })
    const page = await mountConsole([draft], {
      registerTask: () => ({ ...draft, version: 2, status: 'new', number: '26-000010' }),
    })
    await type(one('textbox', 'Текст заявки'), 'Течёт стояк')
    await page.press('Enter', { ctrlKey: true })
    expect(page.asked.find((one) => one.name === 'registerTask')?.request.body).toMatchObject({
      version: 1,
      fields: { text: 'Течёт стояк' },
    })
    expect(one('status', '26-000010')).toBeTruthy()
    await page.press('Escape')
    expect(document.body.textContent).not.toContain('Назовите заявителю')
  })

  test('an incomplete draft is not sent; the first missing field gets the focus', async () => {
    const page = await mountConsole([sampleTask()])
    await click(one('button', 'Зарегистрировать'))
    expect(all('alert').map((alert) => alert.textContent)).toEqual([
      'Укажите адрес: выберите из справочника или впишите уточнение места.',
      'Выберите, что случилось, или опишите в тексте.',
    ])
    expect(document.activeElement).toBe(one('combobox', 'Адрес'))
    expect(page.asked.some((one) => one.name === 'registerTask')).toBe(false)
  })

  test('a refusal is told in words and the text stays', async () => {
    const page = await mountConsole([sampleTask({ fields: { houseId: 1, text: 'Течь' } })], {
      registerTask: () => {
        throw new ApiError('databaseAway', 503)
      },
    })
    await page.press('Enter', { ctrlKey: true })
    expect(one('alert').textContent).toContain('Введённое не потеряно')
    expect(one('textbox', 'Текст заявки')).toHaveProperty('value', 'Течь')
  })

  test('the call is joined to an open task of the flat by one key, and taken out again by another', async () => {
    const page = await mountConsole([sampleTask(), open], {
      getCallerCard: () => card({ places: [place(12, [open])] }),
      joinTask: () => open,
      undoJoin: () => sampleTask({ version: 3 }),
    })
    await page.press('j', { code: 'KeyJ', altKey: true })
    expect(page.asked.at(-1)).toMatchObject({
      name: 'joinTask',
      request: { params: { id: 1 }, body: { into: 9 } },
    })
    // the talk goes on before its card
    expect(one('heading', 'Звонок присоединён к заявке № 26-000009')).toBeTruthy()
    expect(document.body.textContent).toContain('+7 3452 00-12-03')
    await page.press('z', { code: 'KeyZ', altKey: true })
    expect(page.asked.find(({ name }) => name === 'undoJoin')?.request).toMatchObject({ params: { id: 1 } })
    expect(one('textbox', 'Текст заявки')).toBeTruthy()
  })

  test('typed text goes into another task only when it was asked for', async () => {
    const page = await mountConsole([sampleTask({ fields: { text: 'Застрял и ребёнок' } }), open], {
      getCallerCard: () => card({ places: [place(12, [open])] }),
      joinTask: () => open,
    })
    await page.press('j', { code: 'KeyJ', altKey: true })
    expect(one('dialog').textContent).toContain('Застрял и ребёнок')
    expect(page.asked.some(({ name }) => name === 'joinTask')).toBe(false)
    await page.press('2', { code: 'Digit2' })
    expect(page.asked.some(({ name }) => name === 'joinTask')).toBe(false)
    await page.press('j', { code: 'KeyJ', altKey: true })
    await page.press('Enter')
    expect(page.asked.some(({ name }) => name === 'joinTask')).toBe(true)
  })

  test('another call of mine does not push aside the card that is being written', async () => {
    const other = sampleTask({ id: 2, callIds: ['embedded:2'] })
    const page = await mountConsole([sampleTask(), other])
    await type(one('textbox', 'Текст заявки'), 'Течёт')
    useCallStore().take(new Map([['embedded:2', sampleCall({ id: 'embedded:2' })]]), null)
    page.phone.show({ calls: [samplePhoneCall({ state: 'talking', pbxCallId: 'embedded:2' })] })
    await flushPromises()
    expect(page.router.currentRoute.value.query['task']).toBe('1')
    expect(document.activeElement).toBe(one('textbox', 'Текст заявки'))
    await page.press('o', { code: 'KeyO', altKey: true })
    await vi.waitFor(() => expect(page.router.currentRoute.value.query['task']).toBe('2'))
  })

  test('a call-back is dialled from its list, the shortest time first', async () => {
    const callback = (id: number, minute: number): Task =>
      sampleTask({
        id,
        status: 'callback',
        callIds: [],
        fields: { applicantPhone: `+7345200120${id}` },
        deadlines: { ...sampleTask().deadlines, callbackBy: `2026-11-22T10:${minute}:00.000Z` },
      })
    const page = await mountConsole([callback(3, 40), callback(4, 20)], {}, '/console')
    await page.press('r', { code: 'KeyR', altKey: true })
    expect(page.phone.asked).toEqual(['dial +73452001204'])
  })

  test('empty lists say so', async () => {
    await mountInApp(Page, { path: '/console' })
    const text = document.body.textContent ?? ''
    for (const phrase of [
      'Никто не ждёт ответа',
      'Перезванивать некому',
      'Незаконченных черновиков нет',
      'Карточка откроется',
    ])
      expect(text).toContain(phrase)
  })
})
