import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { useTaskStore } from '../../../entities/task/store.ts'
import { all, mountInApp, one, type } from '../../../testing/mount.ts'
import { sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import '../card/SwallowDialog.vue'
import './DiscardDialog.vue'

const handover = {
  script: 'gas',
  service: '104',
  takenBy: 'Петрова',
  number: '17',
  at: '2026-11-22T10:00:00.000Z',
}
const show = (task = sampleTask({ callIds: [] }), handovers: (typeof handover)[] = []) =>
  mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      listClassifier: () => ({ entries: [] }),
      getTask: () => ({ task, history: [], calls: [], told: [], handovers }),
      discardDraft: () => ({ ...task, status: 'discarded', version: 2 }),
    },
    before: () => useTaskStore().take(new Map([[1, task]]), null),
  })
const input = () => one('textbox', 'Почему заявка не нужна')
const digit = async (key: string): Promise<void> => {
  input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

beforeEach(() => sessionStorage.clear())

test('a draft is thrown away by two keys, and the reason of the list stays in its history', async () => {
  const page = await show()
  await page.press('x', { code: 'KeyX', altKey: true })
  await digit('2')
  expect(page.asked.find(({ name }) => name === 'discardDraft')?.request.body).toEqual({
    reason: 'Молчание или шум',
    code: 'silence',
  })
  expect(all('dialog')).toEqual([])
})

test('a digit within a reason of one’s own words is a digit', async () => {
  const page = await show()
  await page.press('x', { code: 'KeyX', altKey: true })
  await type(input(), 'кв. ')
  await digit('2')
  expect(page.asked.map(({ name }) => name)).not.toContain('discardDraft')
})

test('what was typed, and who took a danger over, is not thrown away unasked: 2 goes back, 1 goes on', async () => {
  const gas = sampleTask({ callIds: [], fields: { text: 'Пахнет газом', isEmergency: true } })
  const page = await show(gas, [handover])
  await page.press('x', { code: 'KeyX', altKey: true })
  expect(one('dialog').textContent).toContain('Пахнет газом')
  expect(one('dialog').textContent).toContain('Передано: 104, Петрова')
  await page.press('2', { code: 'Digit2' })
  expect(all('dialog')).toEqual([])
  await page.press('x', { code: 'KeyX', altKey: true })
  await page.press('1', { code: 'Digit1' })
  expect(one('dialog').textContent).toContain('Почему заявка не нужна')
})

test('a missed call goes by a reason of the list alone', async () => {
  const page = await show(sampleTask({ status: 'callback', callIds: [] }))
  await page.press('x', { code: 'KeyX', altKey: true })
  expect(all('textbox', 'Почему заявка не нужна')).toEqual([])
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: '3', bubbles: true, cancelable: true }),
  )
  await flushPromises()
  expect(page.asked.find(({ name }) => name === 'discardDraft')?.request.body).toEqual({
    reason: 'Реклама',
    code: 'advert',
  })
})
