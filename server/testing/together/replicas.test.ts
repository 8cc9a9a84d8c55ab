import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { JournalData } from '#contracts/journal.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { openBoard, type Board } from './board.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'

let first: TestEdge
let second: TestEdge
const boards: Board[] = []
beforeAll(async () => {
  first = await startEdge()
  second = await startEdge({ database: first.database })
})
afterAll(async () => {
  for (const board of boards) board.close()
  await second.stop()
  await first.stop()
})

const open = async (edge: TestEdge, tab: Browser): Promise<Board> => {
  const board = openBoard(edge.origin, tab, { reconnection: false })
  boards.push(board)
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  return board
}
const append = async (data: JournalData[]): Promise<number> =>
  (await appendToJournal(first.database.knex, data, new Date())).at(-1)?.seq ?? 0

describe('two replicas of the web service', () => {
  it('serve the same session, and what is done at one is heard at the other', async () => {
    const tab = await first.as('dispatcher')
    const board = await open(second, tab)
    const answer = await tab.send('POST', '/api/tasks', { body: { text: 'Лифт' } })
    const { id } = (await answer.json()) as { id: number }
    await vi.waitFor(() => expect(board.state.tasks.get(id)?.fields.text).toBe('Лифт'))
  })

  it('let a board move from one to the other by its seq alone', async () => {
    const tab = await first.as('dispatcher')
    const board = await open(first, tab)
    const seq = board.state.seq
    await append([{ type: 'call.changed', call: sampleCall('embedded:moved') }])
    const moved = await open(second, tab)
    const answer = await moved.socket.emitWithAck('resume', { seq })
    expect(answer).toMatchObject({ kind: 'replay', frame: { prev: seq } })
  })

  it('cut the sockets of a session that was ended at the other within five seconds', async () => {
    const tab = await first.as('operator')
    const board = await open(second, tab)
    const startedAt = performance.now()
    await tab.send('POST', '/api/sign-out')
    await vi.waitFor(() => expect(board.isConnected).toBe(false))
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(board.signedOut).toBe(1)
  })
})

describe('a board that does not read', () => {
  it('is cut before it costs memory, while the others hear everything', async () => {
    const tab = await first.as('dispatcher')
    const reader = await open(first, tab)
    const stuck = new WebSocket(
      `${first.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      {
        headers: { origin: first.origin, cookie: tab.cookie },
      },
    )
    stuck.on('error', () => {})
    const closed = once(stuck, 'close')
    // Socket.IO's protocol by hand: engine open, then CONNECT with auth, then the event with an acknowledgement
    await once(stuck, 'message')
    stuck.send(`40${JSON.stringify({ csrf: tab.csrf })}`)
    await once(stuck, 'message')
    stuck.send('420["resume",{"seq":null}]')
    await once(stuck, 'message')
    stuck.pause()

    const cuts = async (): Promise<number> => {
      const text = await (await first.anonymous.send('GET', '/metrics')).text()
      return Number(/vakhta_sockets_cut_total\{reason="slow"\} (\d+)/.exec(text)?.[1] ?? 0)
    }
    const big = sampleCall('embedded:big', { displayName: 'я'.repeat(2000) })
    let version = 0
    while ((await cuts()) === 0 && version < 20_000)
      await append(
        Array.from({ length: 250 }, () => ({ type: 'call.changed', call: { ...big, version: ++version } })),
      )
    expect(await cuts()).toBe(1)
    await vi.waitFor(() => expect(reader.state.calls.get('embedded:big')?.version).toBe(version))
    expect(reader.isConnected).toBe(true)
    stuck.resume()
    await closed
  })
})
