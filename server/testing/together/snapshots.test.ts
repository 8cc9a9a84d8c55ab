import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Snapshot } from '#contracts/journal.ts'
import type { ResumeAnswer } from '#contracts/socket.ts'
import { query } from '#server/platform/db/sql.ts'
import { openBoard, type Board } from './board.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { createResumer } from '#server/platform/realtime/resume.ts'
import { createSnapshots } from '#server/platform/realtime/snapshots.ts'

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

const open = async (tab: Browser): Promise<Board> => {
  const board = openBoard(edge.origin, tab)
  boards.push(board)
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  return board
}
const ask = (board: Board, packed: boolean): Promise<ResumeAnswer> =>
  board.socket.emitWithAck('resume', { seq: null, packed })
function unpack(answer: ResumeAnswer): Snapshot {
  if ('error' in answer || answer.kind !== 'packed') throw new Error('not packed')
  return Snapshot.parse(JSON.parse(gunzipSync(answer.gzip).toString()))
}
const manyTasks = (): Promise<unknown> =>
  query(
    edge.database.knex,
    `insert into tasks (source, status, number, applicant_name, applicant_phone, applicant_digits, text, created_at, updated_at)
     select 'manual', 'new', 'п-' || n, 'Иванова', '+79220000001', '79220000001', 'нет тепла', now(), now()
     from generate_series(1, 300) n`,
    [],
  )

describe('a packed snapshot', () => {
  it('is not made while the snapshot is small', async () => {
    expect(await ask(await open(dispatcher), true)).toMatchObject({ kind: 'snapshot' })
  })

  it('holds what the plain one holds, and is smaller', async () => {
    await manyTasks()
    const board = await open(dispatcher)
    const plain = await ask(board, false)
    // the small one of a moment ago may still be shared; who asks too often is refused
    const patiently = { timeout: 60_000, interval: 1500 }
    const packed = await vi.waitFor(async () => {
      const answer = await ask(board, true)
      return { answer, snapshot: unpack(answer) }
    }, patiently)
    expect(plain).toEqual({ kind: 'snapshot', snapshot: packed.snapshot })
    const { gzip } = packed.answer as Extract<ResumeAnswer, { kind: 'packed' }>
    expect(gzip.byteLength).toBeLessThan(JSON.stringify(plain).length / 4)
  })

  it('is one for all who come together, and masked for those who may not see numbers', async () => {
    const operator = await edge.as('operator')
    const [first, second] = [await open(dispatcher), await open(operator)]
    const wall = await open(await edge.as('viewer'))
    const [one, other, masked] = await Promise.all([ask(first, true), ask(second, true), ask(wall, true)])
    expect(other).toEqual(one)
    expect(unpack(one).tasks[0]?.fields.applicantPhone).toBe('+79220000001')
    const seen = JSON.stringify(unpack(masked))
    expect(seen).toContain('+7 922 ***-**-01')
    expect(seen).not.toMatch(/9220000001|Иванова/)
  })

  it('of a moment ago is followed by what happened since', async () => {
    const [first, second] = [await open(dispatcher), await open(dispatcher)]
    const { seq } = unpack(await ask(first, true))
    await edge.database.store.transaction(async (tx) => tx.tell('call', sampleCall('embedded:since')))
    await vi.waitFor(() => expect(first.state.calls.has('embedded:since')).toBe(true))
    const later = unpack(await ask(second, true))
    expect(later.seq).toBeGreaterThanOrEqual(seq)
    await vi.waitFor(() => {
      const known = second.frames.some(({ prev, last }) => prev <= later.seq && last === seq + 1)
      expect(known || later.seq === seq + 1).toBe(true)
    }, 15_000)
  })
})

it('one from which the journal at hand does not go on is taken anew', async () => {
  let reaches = true
  const snapshots = createSnapshots(
    () => takeSnapshot(edge.deps),
    edge.deps.log,
    () => reaches,
  )
  const first = await snapshots.packed('board')
  expect(await snapshots.packed('board')).toBe(first)
  reaches = false
  expect(await snapshots.packed('board')).not.toBe(first)
})

it('one is made ready when a page begins: the socket that follows it reads nothing again', async () => {
  const expected = vi.spyOn(edge.realtime, 'expect')
  await dispatcher.send('GET', '/api/me')
  expect(expected.mock.calls).toEqual([[expect.arrayContaining(['number.see'])]])
  await edge.anonymous.send('GET', '/api/me')
  expect(expected).toHaveBeenCalledTimes(1)

  const { store } = edge.deps
  let read = 0
  const snapshot: typeof store.snapshot = (work) => {
    read += 1
    return store.snapshot(work)
  }
  const deps = { ...edge.deps, store: { ...store, snapshot } }
  const push = { cursor: () => 0, recentAfter: () => [] }
  const resumer = createResumer(deps, push, () => takeSnapshot(deps))
  resumer.expect('board')
  await resumer.answer(null, 'board', true)
  expect(read).toBe(1)
})
