import { expect, test } from 'vitest'
import type { TaskFact, TaskHistoryEntry } from '#contracts/history.ts'
import { mountInApp } from '../../testing/mount.ts'
import TaskHistory from './components/drawer/TaskHistory.vue'

const entry: TaskHistoryEntry = {
  at: '2026-11-22T10:00:00.000Z',
  byName: 'Ольга',
  what: 'joined',
  from: 'draft',
  to: 'discarded',
  note: '',
  fact: null,
}
const handover = { service: '104', takenBy: 'Петрова', number: '17-Б', at: '2026-11-22T09:58:00.000Z' }

test.each<[TaskFact, string]>([
  [{ what: 'urgentKey' }, 'позвонивший нажал 9'],
  [{ what: 'person', name: 'Анна' }, 'Анна'],
  [{ what: 'registered', number: '26-000001' }, '№ 26-000001'],
  [{ what: 'intoTask', taskId: 7, number: '26-000001' }, 'в заявку № 26-000001'],
  [{ what: 'intoTask', taskId: 7, number: null }, 'в обращение без номера (7)'],
  [{ what: 'fromDraft', taskId: 9 }, 'из черновика (9)'],
  [{ what: 'shutdown', number: 'О26-000017' }, 'отключение О26-000017'],
  [{ what: 'survey', shutdown: 'О26-000017' }, 'опрос после отключения О26-000017'],
  [{ what: 'overdue' }, 'срок обратного звонка прошёл'],
  [{ what: 'told', parts: ['number', 'measures'] }, 'номер заявки, принятые меры'],
  [{ what: 'rebuilt', fault: 'callbackBy' }, 'сверка: исправлен срок обратного звонка'],
])('%o is told as «%s»', async (fact, sentence) => {
  await mountInApp(TaskHistory, { props: { history: [{ ...entry, fact }], count: 1 } })
  expect(document.querySelector('.note')?.textContent).toBe(sentence)
})

test('a handover is told with the clock of the company, and with a number where they gave one', async () => {
  const facts = [handover, { ...handover, number: '' }].map((one) => ({ what: 'handover' as const, ...one }))
  await mountInApp(TaskHistory, { props: { history: facts.map((fact) => ({ ...entry, fact })), count: 2 } })
  expect([...document.querySelectorAll('.note')].map((note) => note.textContent)).toEqual([
    expect.stringMatching(/^104, принял\(а\) Петрова, № 17-Б, \d\d:58$/),
    expect.stringMatching(/^104, принял\(а\) Петрова, \d\d:58$/),
  ])
})

test('what a person wrote, and a sentence from before facts, stand as they are', async () => {
  const history = ['Сантехник Лукин', 'Срок обратного звонка прошёл', ''].map((note) => ({ ...entry, note }))
  await mountInApp(TaskHistory, { props: { history, count: 3 } })
  expect([...document.querySelectorAll('.note')].map((note) => note.textContent)).toEqual([
    'Сантехник Лукин',
    'Срок обратного звонка прошёл',
  ])
})
