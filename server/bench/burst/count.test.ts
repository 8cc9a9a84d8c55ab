import { expect, it } from 'vitest'
import type { BurstCaller } from './people/callers.ts'
import { counted, type CallRow } from './count.ts'

const caller = (name: string, matter: BurstCaller['matter']): BurstCaller => ({
  name,
  matter,
  number: '+79220000000',
  kind: 'known',
  dueMs: 0,
  answersQuestion: true,
  reaction: 'joins',
  patience: 10,
  chance: 0,
})
const at = (second: number): Date => new Date(second * 1000)
const row = (name: string, part: Partial<CallRow>): CallRow => ({
  name,
  arrivedAt: at(0),
  queuedAt: null,
  answeredAt: null,
  endedAt: at(60),
  result: null,
  how: null,
  isListedWell: false,
  hasMessage: false,
  isCallback: false,
  ...part,
})

it('counts who was told, who was spoken with, who is forgotten, and what is lost', () => {
  const callers = [
    caller('told', 'shutdown'),
    caller('early', 'shutdown'),
    caller('missed', 'shutdown'),
    caller('nobody', 'shutdown'),
    caller('gas', 'gas'),
    caller('twice', 'other'),
    caller('vanished', 'other'),
  ]
  const rows = [
    row('told', { how: 'announcement', isListedWell: true }),
    row('early', { queuedAt: at(10), answeredAt: at(40), how: 'operator', isListedWell: true }),
    row('missed', { queuedAt: at(10), isCallback: true }),
    row('nobody', { queuedAt: at(10) }),
    row('gas', { arrivedAt: at(12), queuedAt: at(20), answeredAt: at(22) }),
    row('twice', {}),
    row('twice', {}),
    row('stranger', {}),
  ]
  const sent = callers.map(({ name }) => name)
  expect(counted(rows, { callers, sent, scale: 5 })).toEqual({
    sent: 7,
    inLog: 8,
    // one twice, one not at all, one that nobody made
    lost: 3,
    concerned: 4,
    deflected: 1,
    reached: 1,
    gaveUp: 2,
    messages: 0,
    inList: 2,
    listedWell: 2,
    forgotten: 1,
    callbacks: 1,
    // eight seconds of sound, and two seconds of the clock that are ten to people
    gas: { wait: 18, waiting: 3, earlier: 3 },
    answered: { count: 1, median: 160, p95: 160 },
    atOnce: 8,
  })
})
