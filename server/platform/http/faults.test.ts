import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Refusal } from '#contracts/error.ts'
import { openLine, type CuttableLine } from '#server/testing/database/cuttable-line.ts'
import { createTestDatabase } from '#server/testing/database/database.ts'
import { DatabaseAway } from '#server/platform/db/connection/presence.ts'
import { password, startEdge, type TestEdge } from '#server/testing/edge/edge.ts'
import { openSocket } from '#server/testing/edge/open-socket.ts'
import { answerOf, BadInput, isDatabaseAway } from './errors.ts'

describe('while the database is away', () => {
  let line: CuttableLine
  let edge: TestEdge
  beforeAll(async () => {
    const database = await createTestDatabase()
    line = await openLine(Number(new URL(database.url).port))
    edge = await startEdge({
      database,
      databaseUrl: (url) => {
        const through = new URL(url)
        through.port = String(line.port)
        return through.href
      },
    })
  })
  afterAll(async () => {
    await edge.stop()
    await line.stop()
    await edge.database.drop()
  })

  it('requests are refused in a way that says to try again, boards stay, and all goes on when it is back', async () => {
    const tab = await edge.as('dispatcher')
    const socket = openSocket(edge.origin, tab)
    const told: string[] = []
    socket.on('journal', ({ entries }) => void told.push(JSON.stringify(entries)))
    expect(await socket.emitWithAck('resume', { seq: null })).toMatchObject({ kind: 'snapshot' })
    await line.cut()

    for (const [method, path, body] of [
      ['GET', '/api/me', undefined],
      ['POST', '/api/tasks', { text: 'x' }],
      ['POST', '/api/sign-in', { login: 'x', password: 'y' }],
    ] as const) {
      const answer = await tab.send(method, path, { body })
      expect([path, answer.status]).toEqual([path, 503])
      expect(answer.headers.get('retry-after')).toBe('2')
      expect(await answer.json()).toMatchObject({ code: 'databaseAway' })
    }
    expect((await edge.anonymous.send('GET', '/healthz')).status).toBe(200)
    const ready = await edge.anonymous.send('GET', '/readyz')
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, database: false, pushLag: 0 }])
    expect(await socket.emitWithAck('resume', { seq: null })).toEqual({
      error: { code: 'databaseAway' },
    })
    expect(socket.connected).toBe(true)

    await line.mend()
    const answer = await tab.send('POST', '/api/tasks', { body: { text: 'Снова работает' } })
    expect(answer.status).toBe(200)
    await vi.waitFor(() => expect(told.join()).toContain('Снова работает'))
    expect((await edge.anonymous.send('GET', '/readyz')).status).toBe(200)
    socket.disconnect()
  })
})

describe('what is logged and measured', () => {
  const lines: string[] = []
  let edge: TestEdge
  beforeAll(async () => {
    edge = await startEdge({ logTo: { write: (text) => void lines.push(text) }, metricsToken: 'scrape' })
  })
  afterAll(() => edge.stop())

  it('names the request by its id, and holds no number, name, password or token', async () => {
    const tab = await edge.as('supervisor')
    const answer = await tab.send('GET', '/api/calls?search=79220000001')
    await tab.send('GET', '/api/tasks?search=Иванова')
    await edge.anonymous.send('POST', '/api/sign-in', { body: { login: 'Иванова', password } })
    await edge.anonymous.send('POST', '/api/caller/credentials', {
      body: { number: '+79220000001', name: 'Иванова' },
    })
    const id = answer.headers.get('x-request-id')
    await vi.waitFor(() => expect(lines.join('')).toContain(id))
    const line = JSON.parse(lines.find((text) => text.includes(id ?? '-')) ?? '{}') as object
    expect(line).toMatchObject({ method: 'GET', path: '/api/calls', status: 200, userId: tab.user?.id })
    expect(lines.join('')).not.toMatch(/79220000001|Иванова|%D0|correct horse/)
    expect(lines.join('')).not.toContain(tab.csrf)
    expect(lines.join('')).not.toContain(tab.cookie.split('=')[1])
  })

  it('is for the scraper alone, by route and not by path', async () => {
    expect((await edge.anonymous.send('GET', '/metrics')).status).toBe(403)
    expect(
      (await edge.anonymous.send('GET', '/metrics', { headers: { authorization: 'Bearer no' } })).status,
    ).toBe(403)
    const answer = await edge.anonymous.send('GET', '/metrics', {
      headers: { authorization: 'Bearer scrape' },
    })
    const text = await answer.text()
    expect(text).toMatch(/vakhta_http_seconds_count\{method="GET",route="\/api\/calls",status="200"\} 1/)
    expect(text).toContain('vakhta_calls{state="ringing"} 0')
    expect(text).toContain('vakhta_journal_lag 0')
    expect(text).toContain('vakhta_sockets 0')
    expect(text).not.toContain('79220000001')
  })

  it('is open to loopback without a token, but not to what a proxy on the machine asks for', async () => {
    const open = await startEdge()
    expect((await open.anonymous.send('GET', '/metrics')).status).toBe(200)
    expect(
      (await open.anonymous.send('GET', '/metrics', { headers: { 'x-forwarded-for': '1.2.3.4' } })).status,
    ).toBe(403)
    await open.stop()
  })

  it('is the contract as OpenAPI', async () => {
    const document = (await (await edge.anonymous.send('GET', '/api/openapi.json')).json()) as {
      paths: object
    }
    expect(document.paths).toHaveProperty('/api/tasks/{id}/register')
  })
})

describe('anything thrown', () => {
  const withCode = (code: string): Error => Object.assign(new Error('x'), { code })
  it.each([
    [
      'a refusal',
      new Refusal('conflict', { current: 3 }),
      409,
      { code: 'conflict', details: { current: 3 } },
    ],
    [
      'a lock-out',
      new Refusal('tooMany', { retryAfterSeconds: 9 }),
      429,
      { code: 'tooMany', details: { retryAfterSeconds: 9 } },
    ],
    [
      'bad input',
      new BadInput([{ path: 'body.x', message: 'y' }]),
      400,
      { code: 'badInput', issues: [{ path: 'body.x', message: 'y' }] },
    ],
    ['a connection refused', withCode('ECONNREFUSED'), 503, { code: 'databaseAway' }],
    ['a full disk', withCode('53100'), 503, { code: 'databaseAway' }],
    ['a shutdown of PostgreSQL', withCode('57P01'), 503, { code: 'databaseAway' }],
    ['a fault', new Error('select secret from table'), 500, { code: 'unexpected' }],
    ['no error at all', 'text', 500, { code: 'unexpected' }],
  ])('is answered: %s', (_name, thrown, status, body) => {
    expect(answerOf(thrown)).toMatchObject({ status, body })
    expect(JSON.stringify(answerOf(thrown).body)).not.toContain('secret')
  })

  it.each([
    [withCode('23505'), false],
    [withCode('40P01'), false],
    [withCode('08006'), true],
    [withCode('53100'), true],
    [withCode('53200'), true],
    [withCode('57014'), true],
    [new DatabaseAway(), true],
    [new AggregateError([withCode('ECONNREFUSED')]), true],
    [new Error('x', { cause: withCode('ECONNRESET') }), true],
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('select 1 - Connection terminated'), true],
    [new Error('insert into notes values ($1) - null value: Connection terminated'), false],
  ])('%o is the database away: %s', (error, isAway) => {
    expect(isDatabaseAway(error)).toBe(isAway)
  })
})
