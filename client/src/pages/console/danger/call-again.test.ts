import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { useCallStore } from '../../../entities/call/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { all, click, mountInApp, one } from '../../../testing/mount.ts'
import { sampleCall, sampleTask } from '../../../testing/samples.ts'
import Page from '../Page.vue'
import './CallAgain.vue'

test('whoever told of people in a lift is called every ten minutes, from the last talk, until the task is closed', async () => {
  vi.setSystemTime('2026-11-22T10:11:00.000Z')
  const lift = sampleTask({
    status: 'inProgress',
    number: '26-000010',
    callIds: [],
    registeredAt: '2026-11-22T10:00:00.000Z',
    fields: { text: 'Застряли в лифте, двое', applicantPhone: '+73452001203' },
  })
  const page = await mountInApp(Page, {
    path: '/console',
    answers: { listClassifier: () => ({ entries: [] }) },
    before: () => useTaskStore().take(new Map([[1, lift]]), null),
  })
  const row = () => document.querySelector('[aria-label^="Люди ждут"] li')?.textContent
  expect(row()).toContain('пора')
  await click(one('button', 'Перезвонить: № 26-000010'))
  expect(page.phone.asked).toEqual(['dial +73452001203'])
  const talk = sampleCall({
    direction: 'out',
    from: '',
    to: '+73452001203',
    answeredAt: '2026-11-22T10:11:00.000Z',
  })
  useCallStore().take(new Map([[talk.id, talk]]), null)
  await flushPromises()
  // it is over and leaves the journal, and the ten minutes run
  useCallStore().take(new Map(), null)
  await flushPromises()
  expect(row()).not.toContain('пора')
  useTaskStore().take(new Map([[1, { ...lift, status: 'closed', version: 9 }]]), null)
  await flushPromises()
  expect(all('button', /Перезвонить: №/)).toEqual([])
  vi.useRealTimers()
})
