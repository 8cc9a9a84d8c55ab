import { expect, test } from 'vitest'
import type { Task } from '#contracts/task.ts'
import { sampleTask } from '../../testing/samples.ts'
import { wallTasks } from './wall.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString()
const task = (id: number, minute: number | null, status: Task['status'], isEmergency = false): Task =>
  sampleTask({
    id,
    status,
    fields: { isEmergency },
    deadlines: { ...sampleTask().deadlines, localizeBy: minute === null ? null : at(minute) },
  })

test('a wall shows emergencies, those that nobody took first, and of the others what is due within the hour', () => {
  const shown = wallTasks(
    [
      task(1, 10, 'inProgress', true),
      task(2, 50, 'new', true),
      task(3, 5, 'accepted', true),
      task(4, 40, 'new'),
      task(5, -5, 'deferred'),
      task(6, 61, 'new'),
      task(7, null, 'new'),
      task(8, 1, 'done', true),
      task(9, 1, 'draft', true),
    ],
    Date.parse(at(0)),
  )
  expect(shown.emergencies.map(({ id }) => id)).toEqual([2, 3, 1])
  expect(shown.soon.map(({ id }) => id)).toEqual([5, 4])
  expect(shown).toMatchObject({ open: 7, overdue: 1 })
})
