import { Server } from 'socket.io'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { LiveState, Resumed } from '#contracts/journal.ts'
import type { ClientEvents, ResumeAnswer, ServerEvents } from '#contracts/socket.ts'
import { sampleSnapshot } from '../testing/sample-snapshot.ts'
import { sampleTask } from '../testing/samples.ts'
import { createConnection, type Connection, type ConnectionState } from './connection.ts'
import type { JournalState } from './journal.ts'

type TestServer = Server<ClientEvents, ServerEvents>
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const snapshot = (seq: number, ids: number[]): Extract<Resumed, { kind: 'snapshot' }> => ({
  kind: 'snapshot',
  snapshot: sampleSnapshot({ seq, tasks: ids.map((id) => sampleTask({ id, callIds: [] })) }),
})

/** A real Socket.IO server on a free port that answers `resume` as the test says. */
async function serve(
  answer: (seq: number | null) => ResumeAnswer,
): Promise<{ io: TestServer; url: string; asked: (number | null)[]; auths: unknown[] }> {
  const io: TestServer = new Server(0)
  const asked: (number | null)[] = []
  const auths: unknown[] = []
  io.on('connection', (socket) => {
    auths.push(socket.handshake.auth)
    socket.on('resume', ({ seq }, ack) => {
      asked.push(seq)
      ack(answer(seq))
    })
  })
  ends.push(() => io.close())
  const server: { address(): unknown } = Reflect.get(io, 'httpServer')
  const port = await vi.waitFor(() => {
    const address = server.address()
    if (typeof address !== 'object' || address === null || !('port' in address))
      throw new Error('not listening yet')
    return address.port
  })
  return { io, url: `http://127.0.0.1:${String(port)}`, asked, auths }
}

function connect(url: string): {
  connection: Connection
  journal: () => JournalState | null
  states: ConnectionState[]
  live: LiveState[]
  signedOut: () => number
  phoneSecrets: () => number
} {
  let journal: JournalState | null = null
  const states: ConnectionState[] = []
  const live: LiveState[] = []
  let signedOut = 0
  let phoneSecrets = 0
  const connection = createConnection({
    url,
    csrf: () => 'csrf-1',
    onJournal: (state) => (journal = state),
    onLive: (state) => live.push(state),
    onState: (state) => states.push(state),
    onSignedOut: () => (signedOut += 1),
    onPhoneSecret: () => (phoneSecrets += 1),
  })
  connection.start()
  ends.push(() => connection.stop())
  return {
    connection,
    journal: () => journal,
    states,
    live,
    signedOut: () => signedOut,
    phoneSecrets: () => phoneSecrets,
  }
}

describe('connection', () => {
  test('begins with a snapshot and shows its csrf token', async () => {
    const server = await serve(() => snapshot(3, [1, 2]))
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    expect(server.asked).toEqual([null])
    expect(server.auths).toEqual([{ csrf: 'csrf-1' }])
    expect(page.journal()?.tasks.size).toBe(2)
  })

  test('takes a packed snapshot, and what was pushed while it was unpacked', async () => {
    const json = new Blob([JSON.stringify(snapshot(3, [1, 2]).snapshot)])
    const gzip = await new Response(json.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
    const server = await serve((seq) => {
      if (seq !== null) throw new Error('nothing was missing')
      server.io.emit('journal', {
        prev: 3,
        last: 4,
        entries: [
          {
            seq: 4,
            at: '2026-11-22T10:00:00.000Z',
            data: { type: 'task.changed', task: sampleTask({ id: 7, callIds: [] }) },
          },
        ],
      })
      return { kind: 'packed', seq: 3, gzip }
    })
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    expect([...(page.journal()?.tasks.keys() ?? [])]).toEqual([1, 2, 7])
    expect(page.journal()?.seq).toBe(4)
  })

  test('asks again when a packed snapshot came broken', async () => {
    let answers = 0
    const server = await serve(() =>
      answers++ === 0 ? { kind: 'packed', seq: 3, gzip: new Uint8Array([1, 2, 3]) } : snapshot(3, [1]),
    )
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    expect(server.asked).toEqual([null, null])
  })

  test('a gap in the frames is asked for with the last seq', async () => {
    const server = await serve((seq) =>
      seq === null
        ? snapshot(3, [1])
        : {
            kind: 'replay',
            frame: {
              prev: seq,
              last: 9,
              entries: [
                {
                  seq: 8,
                  at: '2026-11-22T10:00:00.000Z',
                  data: { type: 'task.changed', task: sampleTask({ id: 5, callIds: [] }) },
                },
              ],
            },
          },
    )
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    server.io.emit('journal', { prev: 8, last: 9, entries: [] })
    await vi.waitFor(() => expect(page.journal()?.seq).toBe(9))
    expect(server.asked).toEqual([null, 3])
    expect(page.journal()?.tasks.has(5)).toBe(true)
  })

  test('cut off, it says since when the data are old, comes back and resumes by seq', async () => {
    const server = await serve((seq) =>
      seq === null ? snapshot(3, [1]) : { kind: 'replay', frame: { prev: seq, last: seq, entries: [] } },
    )
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    for (const socket of await server.io.fetchSockets()) socket.disconnect(true)
    await vi.waitFor(() =>
      expect(page.states.some((state) => state.kind === 'lost' && state.currentAt !== null)).toBe(true),
    )
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'), { timeout: 60_000 })
    expect(server.asked).toEqual([null, 3])
  })

  test('an ended session is told once, and the page keeps its data', async () => {
    const server = await serve(() => snapshot(3, [1]))
    const page = connect(server.url)
    await vi.waitFor(() => expect(page.states.at(-1)?.kind).toBe('online'))
    server.io.emit('phoneSecret')
    server.io.emit('signedOut')
    await vi.waitFor(() => expect(page.signedOut()).toBe(1))
    expect(page.phoneSecrets()).toBe(1)
    expect(page.journal()?.tasks.size).toBe(1)
  })
})
