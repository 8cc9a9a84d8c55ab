import type { JournalData, LiveState } from '#contracts/journal.ts'
import { sampleTask } from '#server/testing/samples/sample-entities.ts'

/** A registered task with the text that an operator types in a minute. */
export const changeOf = (n: number): JournalData => ({
  type: 'task.changed',
  task: sampleTask(1_000_000, {
    status: 'new',
    number: '1-2345',
    fields: { ...sampleTask(1).fields, text: 'Течёт стояк в ванной, заливает соседей снизу. '.repeat(4) },
    version: n,
  }),
})

/** Six operators, as on a day shift. */
export const liveOf = (n: number): LiveState => ({
  operators: Array.from({ length: 6 }, (_, at) => ({
    sipUsername: `op-${at}`,
    userId: at + 1,
    name: `Оператор ${at}`,
    state: 'available',
    since: '2026-11-22T10:00:00.000Z',
  })),
  pbx: { kind: 'embedded', state: 'down', since: '2026-11-22T10:00:00.000Z' },
  waiting: n,
})
