import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import type { JournalData, JournalFrame } from '#contracts/journal.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { boardStatuses } from '#domain/task/states.ts'
import { visible } from '#client/realtime/journal.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { openBoard, type Board, type Line } from './board.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'
import { burstIn } from '#server/testing/samples/shutdowns.ts'

let edge: TestEdge
let dispatcher: Browser
const boards: Board[] = []
beforeAll(async () => {
  edge = await startEdge()
  dispatcher = await edge.as('dispatcher')
})
afterEach(() => {
  for (const board of boards.splice(0)) board.close()
})
afterAll(() => edge.stop())

const open = async (line?: Line): Promise<Board> => {
  const board = openBoard(edge.origin, dispatcher, line ? { line } : {})
  boards.push(board)
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  return board
}

const append = async (...data: JournalData[]): Promise<number> =>
  (await appendToJournal(edge.database.knex, data, new Date())).at(-1)?.seq ?? 0

/** Every change a new version, through the real tables, so that a snapshot and the journal tell the same. */
let nextTask: { id: number; version: number } | null = null
async function act(choice: number): Promise<void> {
  const done = async (answer: Response): Promise<{ id: number; version: number }> => {
    expect(answer.status).toBe(200)
    return (await answer.json()) as { id: number; version: number }
  }
  if (nextTask === null || choice < 3) {
    nextTask = await done(await dispatcher.send('POST', '/api/tasks', { body: { text: `№ ${choice}` } }))
  } else if (choice < 8) {
    const body = { version: nextTask.version, fields: { text: `правка ${choice}` } }
    nextTask = await done(await dispatcher.send('PATCH', `/api/tasks/${nextTask.id}`, { body }))
  } else {
    await dispatcher.send('POST', `/api/tasks/${nextTask.id}/discard`, {
      body: { reason: 'ошиблись номером' },
    })
    nextTask = null
  }
}

/** A nudge after all is done: a board whose last frame was lost learns of it by the next one. */
async function converged(all: Board[]): Promise<void> {
  const head = await edge.deps.store.repositories.journal.head()
  await vi.waitFor(() => expect(all.map((board) => board.state.seq)).toEqual(all.map(() => head)))
}

const tasksInDatabase = async (): Promise<unknown> =>
  (
    await edge.database
      .knex('tasks')
      .whereIn('status', [...boardStatuses])
      .orderBy('id')
      .select('id', 'version', 'text')
  ).map(({ id, version, text }: { id: number; version: number; text: string }) => ({ id, version, text }))
const tasksOn = (board: Board): unknown =>
  visible(board.state).tasks.map(({ id, version, fields }) => ({ id, version, text: fields.text }))

/** `calls` calls by four events each, as a PBX's ledger hands them over: every third is over, the others go on. */
function ledger(calls: number, from: number): CallEvent[] {
  const source = 'embedded'
  const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 22, 10) + seconds * 1000).toISOString()
  return Array.from({ length: calls }, (_, n): CallEvent[] => {
    const callId = `c${from + n}`
    const common = (k: number) => ({ source, position: `1:${(from + n) * 100 + k}`, at: at(n + k), callId })
    return [
      {
        ...common(0),
        type: 'call.arrived',
        legId: 'l',
        from: `+7922${1_000_000 + from + n}`,
        displayName: '',
        to: '112',
      },
      { ...common(1), type: 'call.queued', queue: '112' },
      { ...common(2), type: 'leg.offered', legId: 'o', operator: 'op-1' },
      n % 3 === 0
        ? { ...common(3), type: 'call.ended', endedBy: 'caller', cause: 'cancelled' }
        : { ...common(3), type: 'leg.answered', legId: 'o', operator: 'op-1' },
    ]
  }).flat()
}

async function receive(events: CallEvent[]): Promise<void> {
  for (let n = 0; n < events.length; n += 20)
    await receiveCallEvents(edge.deps, {
      source: 'embedded',
      events: events.slice(n, n + 20),
      cursor: { inode: '1', offset: n },
    })
}

describe('a board that was offline while 500 events of calls happened', () => {
  it('equals one that was online', { tags: ['long'] }, async () => {
    const [online, offline] = [await open(), await open()]
    offline.disconnect()
    await receive(ledger(125, 0))
    for (let n = 0; n < 20; n++) await act(n % 9)
    offline.connect()
    await converged([online, offline])
    expect(offline.answers.at(-1)?.kind).toBe('replay')
    expect(visible(online.state).calls.length).toBeGreaterThanOrEqual(125)
    expect(visible(offline.state)).toEqual(visible(online.state))
    expect(tasksOn(offline)).toEqual(await tasksInDatabase())
  })

  it('equals it by a snapshot when it missed more than a replay holds', async () => {
    const [online, offline] = [await open(), await open()]
    offline.disconnect()
    await receive(ledger(125, 1000))
    const over = sampleCall('embedded:over', { state: 'ended' })
    for (let n = 0; n < 2000; n += 100)
      await append(
        ...Array.from({ length: 100 }, (_, i): JournalData => ({
          type: 'call.changed',
          call: { ...over, version: n + i + 1 },
        })),
      )
    offline.connect()
    await converged([online, offline])
    expect(offline.answers.at(-1)?.kind).toBe('snapshot')
    expect(visible(offline.state)).toEqual(visible(online.state))
    expect(tasksOn(offline)).toEqual(await tasksInDatabase())
  })
})

/** Created, joined by a caller, moved or ended: each with its own kind of entry. */
async function keepShutdowns(): Promise<void> {
  const post = async <T>(path: string, body: object): Promise<T> => {
    const answer = await dispatcher.send('POST', path, { body })
    expect(answer.status).toBe(200)
    return (await answer.json()) as T
  }
  for (let n = 0; n < 4; n++) {
    const houseId = await addHouse(edge.deps.store, {
      street: 'Победы',
      number: crypto.randomUUID().slice(0, 8),
    })
    const fields = { ...burstIn([houseId]), startsAt: new Date().toISOString() }
    const key = crypto.randomUUID()
    const made = await post<Shutdown>('/api/shutdowns', { key, fields, suggestionId: null, taskIds: [] })
    for (let caller = 0; caller <= n; caller++) {
      const task = await post<{ id: number }>('/api/tasks', { applicantPhone: `+7922555000${caller}` })
      await post(`/api/tasks/${task.id}/join-shutdown`, { shutdownId: made.id, wantsNotice: false })
    }
    const answer = await dispatcher.send('GET', `/api/shutdowns/${made.id}`)
    const { version } = ((await answer.json()) as { shutdown: Shutdown }).shutdown
    if (n === 0) await post(`/api/shutdowns/${made.id}/cancel`, { version, reason: 'завели дважды' })
    if (n === 1) {
      const plannedEnd = new Date(Date.now() + 3_600_000).toISOString()
      await post(`/api/shutdowns/${made.id}/term`, { version, plannedEnd, reason: '' })
    }
  }
}

it('shutdowns and their callers are the same on a board that was off line, one on a bad line, and a new one', async () => {
  const online = await open()
  const offline = await open()
  let n = 0
  const bad = await open((frame) => (n++ % 2 === 0 ? [] : [frame, frame]))
  offline.disconnect()
  await keepShutdowns()
  for (const board of [offline, bad]) {
    board.disconnect()
    board.connect()
  }
  const fresh = await open()
  await converged([online, offline, bad, fresh])
  const { shutdowns } = visible(online.state)
  expect(shutdowns.map(({ callerCount }) => callerCount)).toEqual([2, 3, 4])
  for (const board of [offline, bad, fresh]) expect(visible(board.state).shutdowns).toEqual(shutdowns)
})

describe('a bad line', () => {
  const lines: [string, () => Line][] = [
    ['frames that come twice', () => (frame) => [frame, frame]],
    [
      'every second frame lost',
      () => {
        let n = 0
        return (frame) => (n++ % 2 === 0 ? [] : [frame])
      },
    ],
    [
      'every frame one late',
      () => {
        let held: JournalFrame[] = []
        return (frame) => {
          const arriving = held
          held = [frame]
          return arriving
        }
      },
    ],
    [
      'pairs that overtake each other, twice',
      () => {
        let held: JournalFrame | null = null
        return (frame) => {
          if (held === null) {
            held = frame
            return []
          }
          const arriving = [frame, held, frame]
          held = null
          return arriving
        }
      },
    ],
  ]
  it.each(lines)('does no harm: %s', async (_name, line) => {
    const good = await open()
    const bad = await open(line())
    for (let n = 0; n < 25; n++) await act(n % 9)
    // the line is mended; a page that comes back asks anew
    bad.disconnect()
    bad.connect()
    await converged([good, bad])
    expect(visible(bad.state)).toEqual(visible(good.state))
    expect(tasksOn(bad)).toEqual(await tasksInDatabase())
  })

  it('heals without a new connection, as soon as one more frame comes through', async () => {
    let isBroken = false
    const board = await open((frame) => (isBroken ? [] : [frame]))
    isBroken = true
    for (let n = 0; n < 5; n++) await act(n)
    const lost = await edge.deps.store.repositories.journal.head()
    await vi.waitFor(() => expect(board.frames.at(-1)?.last).toBe(lost))
    expect(board.state.seq).toBeLessThan(lost)
    isBroken = false
    await act(0)
    await converged([board])
    expect(tasksOn(board)).toEqual(await tasksInDatabase())
  })
})

it(
  'twenty clients on random lines, who come and go while others act, converge',
  { timeout: 120_000, tags: ['long'] },
  async () => {
    const chance = fc.record({
      lose: fc.double({ min: 0, max: 0.4, noNaN: true }),
      repeat: fc.double({ min: 0, max: 0.4, noNaN: true }),
      seed: fc.nat(),
    })
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('act' as const), choice: fc.nat(8) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const), choice: fc.nat(19) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('back' as const), choice: fc.nat(19) }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(chance, { minLength: 20, maxLength: 20 }),
        fc.array(step, { minLength: 20, maxLength: 40 }),
        async (chances, steps) => {
          const clients = await Promise.all(
            chances.map(({ lose, repeat, seed }) => {
              let x = seed + 1
              const next = (): number => {
                x = (Math.imul(x, 1_103_515_245) + 12_345) & 0x7fffffff
                return x / 0x7fffffff
              }
              return open((frame) => (next() < lose ? [] : next() < repeat ? [frame, frame] : [frame]))
            }),
          )
          for (const { kind, choice } of steps) {
            if (kind === 'act') await act(choice)
            else if (kind === 'cut') clients[choice]?.disconnect()
            else clients[choice]?.connect()
          }
          for (const client of clients) {
            client.disconnect()
            client.connect()
          }
          await converged(clients)
          const expected = await tasksInDatabase()
          for (const client of clients) expect(tasksOn(client)).toEqual(expected)
          for (const client of clients) client.close()
        },
      ),
      { numRuns: 8 },
    )
  },
)
