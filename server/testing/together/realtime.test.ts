import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { JournalData, LiveState } from '#contracts/journal.ts'
import { appendToJournal } from '#server/platform/db/journal.ts'
import { takeLeadership } from '#server/platform/db/connection/leadership.ts'
import { locks } from '#server/platform/db/connection/locks.ts'
import { openBoard, type Board } from './board.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { sampleCall, sampleTask } from '#server/testing/samples/sample-entities.ts'

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

const open = (tab: Browser, options?: Parameters<typeof openBoard>[2]): Board => {
  const board = openBoard(edge.origin, tab, options)
  boards.push(board)
  return board
}
const ready = async (board: Board): Promise<Board> => {
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  return board
}
const append = async (...data: JournalData[]): Promise<number> =>
  (await appendToJournal(edge.database.knex, data, new Date())).at(-1)?.seq ?? 0
const refusal = (board: Board): Promise<string> => {
  return new Promise((resolve) => board.socket.once('connect_error', (error) => resolve(error.message)))
}

describe('the handshake', () => {
  it('is refused without a session', async () => {
    expect(await refusal(open(edge.anonymous))).toBe('notSignedIn')
  })
  it('is refused without the CSRF token of the session', async () => {
    expect(await refusal(open({ ...dispatcher, csrf: 'x'.repeat(43) }))).toBe('badOrigin')
  })
  it('is refused to a page of another site, although the browser sends our cookie', async () => {
    const board = open(dispatcher, { headers: { origin: 'https://evil.example' } })
    expect(await refusal(board)).toBe('websocket error')
    expect(board.isConnected).toBe(false)
  })
})

describe('a change', () => {
  it('that one makes is heard by the other, in one frame', async () => {
    const [one, other] = [await ready(open(dispatcher)), await ready(open(await edge.as('operator')))]
    const answer = await dispatcher.send('POST', '/api/tasks', { body: { text: 'Течёт кран' } })
    expect(answer.status).toBe(200)
    const task = (await answer.json()) as { id: number }
    for (const board of [one, other]) {
      await vi.waitFor(() => expect(board.state.tasks.get(task.id)?.fields.text).toBe('Течёт кран'))
      expect(board.frames).toHaveLength(1)
    }
  })

  it('is handed on by the process that made it: its own notification lets it read nothing, another one does', async () => {
    const board = await ready(open(dispatcher))
    const { knex } = edge.deps.store.repositories
    let reads = 0
    const count = ({ sql }: { sql: string }): void => void (sql.startsWith('select seq, at, data') && reads++)
    knex.on('query', count)
    /** So many reads beyond those of every second. */
    const readsOf = async (writer: string): Promise<number> => {
      reads = 0
      const begun = performance.now()
      let seq = 0
      for (let n = 0; n < 20; n++) {
        const call = sampleCall(`embedded:${writer}${n}`)
        const [entry] = await appendToJournal(knex, [{ type: 'call.changed', call }], new Date(), writer)
        seq = entry?.seq ?? 0
        await pause(10)
      }
      await vi.waitFor(() => expect(board.state.seq).toBeGreaterThanOrEqual(seq), 20_000)
      return reads - (performance.now() - begun) / 1000
    }
    expect(await readsOf(edge.deps.store.writer)).toBeLessThanOrEqual(2)
    expect(await readsOf('another')).toBeGreaterThan(4)
    knex.off('query', count)
  })

  it('reaches a wall screen without numbers and names', async () => {
    const [wall, full] = [await ready(open(await edge.as('viewer'))), await ready(open(dispatcher))]
    await append(
      { type: 'call.changed', call: sampleCall('embedded:m') },
      { type: 'task.changed', task: sampleTask(90_001) },
    )
    await vi.waitFor(() => expect(wall.state.calls.has('embedded:m')).toBe(true))
    await vi.waitFor(() => expect(full.state.calls.get('embedded:m')?.from).toBe('+79220000001'))
    const seen = JSON.stringify([...wall.state.calls.values(), ...wall.state.tasks.values(), wall.frames])
    expect(seen).not.toMatch(/9220000001|Иванова/)
    expect(wall.state.calls.get('embedded:m')?.from).toBe('+7 922 ***-**-01')
  })

  it('made while a board was away is replayed, masked where it must be', async () => {
    const wall = await ready(open(await edge.as('viewer')))
    wall.disconnect()
    await append({ type: 'call.changed', call: sampleCall('embedded:r') })
    wall.connect()
    await vi.waitFor(() => expect(wall.state.calls.get('embedded:r')?.from).toBe('+7 922 ***-**-01'))
    expect(wall.answers.at(-1)?.kind).toBe('replay')
  })

  it('is pushed although its NOTIFY was lost', async () => {
    const board = await ready(open(dispatcher))
    await edge.database.knex.raw(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'vakhta-listen' and datname = current_database()`)
    await append({ type: 'call.changed', call: sampleCall('embedded:lost') })
    await vi.waitFor(() => expect(board.state.calls.has('embedded:lost')).toBe(true))
  })
})

describe('resume', () => {
  it('gives a snapshot to a board that is new, too far behind, or ahead of the journal', async () => {
    const many = Array.from({ length: 2100 }, (_, n): JournalData => ({
      type: 'call.changed',
      call: sampleCall('embedded:busy', { version: n + 1 }),
    }))
    const watcher = await ready(open(dispatcher))
    await append(...many)
    // until the push has passed them its memory still reaches back
    await vi.waitFor(
      () => expect(watcher.state.calls.get('embedded:busy')?.version).toBe(many.length),
      15_000,
    )
    const board = await ready(open(dispatcher))
    expect(board.answers.map((answer) => answer.kind)).toEqual(['snapshot'])
    for (const seq of [0, 10 ** 9]) {
      const answer = await board.socket.emitWithAck('resume', { seq })
      expect(answer).toMatchObject({ kind: 'snapshot' })
    }
  })

  it('gives a snapshot to everybody who asks, however much stands on the board: what is too much is counted', async () => {
    const { knex } = edge.database
    await knex.raw(`
      insert into tasks (id, status, source, text, created_at, updated_at) overriding system value
      select 1000000 + n, case n % 2 when 0 then 'new' else 'callback' end, 'manual', repeat('я', 2000), t, t
      from generate_series(1, 12000) n, lateral (select timestamptz '2026-01-01' + n * interval '1 s') as at (t)`)
    try {
      const board = await ready(open(dispatcher))
      const [answer] = board.answers
      if (answer?.kind !== 'snapshot') throw new Error('no snapshot')
      expect(answer.snapshot.leftOut).toMatchObject({ drafts: 0, callbacks: 5000 })
      expect(answer.snapshot.leftOut.tasks).toBeGreaterThanOrEqual(1000)
      const callbacks = answer.snapshot.tasks.filter(({ status }) => status === 'callback')
      expect(callbacks.at(0)?.id).toBe(1_011_999)
      expect(callbacks).toHaveLength(1000)
      expect(board.isConnected).toBe(true)
      expect(board.answers).toHaveLength(1)
    } finally {
      await knex('tasks').where('id', '>', 1_000_000).update({ status: 'closed' })
    }
  })

  it('refuses what is no request and what comes too often', async () => {
    const board = await ready(open(dispatcher))
    for (const request of [{}, { seq: -1 }, { seq: '1' }, null, 7])
      expect(await board.socket.emitWithAck('resume', request as { seq: null })).toEqual({
        error: { code: 'badInput' },
      })
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => board.socket.emitWithAck('resume', { seq: board.state.seq })),
    )
    const refused = answers.filter((answer) => 'error' in answer)
    expect(refused.length).toBeGreaterThanOrEqual(4)
    expect(refused[0]).toMatchObject({ error: { code: 'tooMany' } })
    expect(board.isConnected).toBe(true)
  })

  it('is followed by the live state', async () => {
    const board = await ready(open(dispatcher))
    await vi.waitFor(() => expect(board.live.length).toBeGreaterThan(0))
    expect(board.live[0]).toMatchObject({ pbx: { kind: 'embedded', state: 'down' }, waiting: 0 })
    expect(board.live[0]?.operators.some((operator) => operator.userId === dispatcher.user?.id)).toBe(true)
  })
})

describe('live state', () => {
  const up = (waiting: number): LiveState => ({
    operators: [],
    pbx: { kind: 'embedded', state: 'up', since: '2026-11-22T10:00:00.000Z' },
    waiting,
  })
  const report = (state: LiveState): Promise<void> =>
    edge.deps.store.repositories.liveState.write(state, new Date())
  const telephony = () =>
    takeLeadership({
      databaseUrl: edge.database.url,
      lock: locks.telephony,
      channels: [],
      log: quietLog,
      retryMs: 50,
      lead: () => report(up(3)).then(() => ({ stop: () => Promise.resolve() })),
    })

  it('is emitted when telephony says that it changed, and only then', async () => {
    const board = await ready(open(dispatcher))
    const work = telephony()
    await vi.waitFor(() => expect(board.live.at(-1)).toEqual(up(3)))
    const count = board.live.length
    await report(up(3))
    await report(up(4))
    await vi.waitFor(() => expect(board.live.at(-1)?.waiting).toBe(4))
    expect(board.live.length).toBe(count + 1)
    await work.stop()
  })

  it('says that the PBX is out of sight, and since when, once no telephony process is left', async () => {
    const board = await ready(open(dispatcher))
    const work = telephony()
    await vi.waitFor(() => expect(board.live.at(-1)?.pbx.state).toBe('up'))
    const before = new Date().toISOString()
    await work.stop()
    await vi.waitFor(() => expect(board.live.at(-1)?.pbx.state).toBe('down'))
    const since = board.live.at(-1)?.pbx.since ?? ''
    expect(since >= before).toBe(true)
    const later = await ready(open(dispatcher))
    await vi.waitFor(
      () => expect(later.live.at(-1)?.pbx).toEqual({ kind: 'embedded', state: 'down', since }),
      5000,
    )
  })
})

describe('a session that is over', () => {
  it('takes its sockets with it within five seconds, and no others', async () => {
    const leaver = await edge.as('operator')
    const [gone, stays] = [await ready(open(leaver, { reconnection: false })), await ready(open(dispatcher))]
    const startedAt = performance.now()
    await leaver.send('POST', '/api/sign-out')
    await vi.waitFor(() => expect(gone.isConnected).toBe(false))
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(gone.signedOut).toBe(1)
    expect(stays.isConnected).toBe(true)
  })

  it('is noticed although nobody said so: the row is gone, or the role is another', async () => {
    const [removed, promoted] = [await edge.as('operator'), await edge.as('viewer')]
    const [first, second] = [
      await ready(open(removed, { reconnection: false })),
      await ready(open(promoted, { reconnection: false })),
    ]
    await edge.database.knex('sessions').where({ user_id: removed.user?.id }).delete()
    await edge.database.knex('users').where({ id: promoted.user?.id }).update({ role: 'operator' })
    await vi.waitFor(() => expect([first.isConnected, second.isConnected]).toEqual([false, false]))
  })
})

describe('the SIP socket at /ws', () => {
  const upgrade = (
    path: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; closed: Promise<unknown> }> =>
    new Promise((resolve, reject) => {
      const req = request(edge.origin + path, {
        headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-protocol': 'sip', ...headers },
      })
      req.on('error', reject)
      req.on('response', (res) => {
        res.resume()
        resolve({ status: res.statusCode ?? 0, closed: once(res, 'close') })
      })
      req.on('upgrade', (res, socket) => {
        socket.on('error', () => {})
        resolve({ status: res.statusCode ?? 0, closed: once(socket, 'close') })
      })
      req.end()
    })

  it('opens to an operator of our pages and is cut when he signs out', async () => {
    const operator = await edge.as('operator')
    const { status, closed } = await upgrade('/ws', { origin: edge.origin, cookie: operator.cookie })
    expect(status).toBe(101)
    await operator.send('POST', '/api/sign-out')
    await closed
  })

  it('opens to the call page by its token, and to nobody by a made-up one', async () => {
    const answer = await edge.anonymous.send('POST', '/api/caller/credentials', {
      body: { number: '+79220000001', name: 'Анна' },
    })
    const { server } = (await answer.json()) as { server: string }
    const { search } = new URL(server)
    expect((await upgrade(`/ws${search}`, { origin: edge.origin })).status).toBe(101)
    expect((await upgrade(`/ws${search.slice(0, -3)}`, { origin: edge.origin })).status).toBe(401)
    for (const token of ['web-x.', '%00.' + 'a'.repeat(43), '%ED%A0%80.' + 'a'.repeat(43)])
      expect((await upgrade(`/ws?caller=${token}`, { origin: edge.origin })).status).toBe(401)
  })

  it('stays shut to other sites, to the unknown, and to roles without a phone', async () => {
    const operator = await edge.as('operator')
    const viewer = await edge.as('viewer')
    const { origin } = edge
    expect((await upgrade('/ws', { origin: 'https://evil.example', cookie: operator.cookie })).status).toBe(
      403,
    )
    expect((await upgrade('/ws', { origin })).status).toBe(401)
    expect((await upgrade('/ws', { origin, cookie: viewer.cookie })).status).toBe(403)
  })
})
