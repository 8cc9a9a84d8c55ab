import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { useTaskStore } from '../../../entities/task/store.ts'
import { all, mountInApp, one, type } from '../../../testing/mount.ts'
import { sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import './DiscardDialog.vue'

const task = sampleTask({ callIds: [] })
const show = () =>
  mountInApp(Page, {
    path: '/console?task=1',
    answers: {
      listClassifier: () => ({ entries: [] }),
      getTask: () => ({ task, history: [], calls: [], told: [], handovers: [] }),
      discardDraft: () => ({ ...task, status: 'discarded', version: 2 }),
    },
    before: () => useTaskStore().take(new Map([[1, task]]), null),
  })
const input = () => one('textbox', 'Почему заявка не нужна')
const digit = async (key: string): Promise<void> => {
  input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

test('a draft is thrown away by two keys, and the reason of the list stays in its history', async () => {
  const page = await show()
  await page.press('x', { code: 'KeyX', altKey: true })
  await digit('2')
  expect(page.asked.find(({ name }) => name === 'discardDraft')?.request.body).toEqual({
    reason: 'Молчание или шум',
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
