// @module-tag programs
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import { request as requestTls } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Server as SocketServer } from 'socket.io'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { freePort } from '../product/free-port.ts'
import { startNginx, type NginxChild } from './nginx-child.ts'

/** What the web service and the PBX saw of requests that came through nginx. */
interface Upstream {
  server: Server
  port: number
  seen: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  stop(): Promise<void>
}

async function startWebService(): Promise<Upstream> {
  const seen: Upstream['seen'] = []
  const server = createServer((req, res) => {
    const { method = '', url = '', headers } = req
    if (url.startsWith('/socket.io/')) return
    seen.push({ method, url, headers })
    if (url.startsWith('/api/ws-auth')) {
      const isOurs = headers.origin === `http://${headers.host}`
      const isKnown = headers.cookie === 'session=good' || url === '/api/ws-auth?caller=token'
      res.writeHead(isOurs ? (isKnown ? 204 : 401) : 403).end()
      return
    }
    req.resume()
    req.on('end', () => {
      res.setHeader('content-type', 'application/json')
      res.setHeader('content-security-policy', "default-src 'none'")
      res.setHeader('x-content-type-options', 'nosniff')
      res.end(JSON.stringify({ url, filler: 'а'.repeat(2000) }))
    })
  })
  const sockets = new SocketServer(server, { serveClient: false })
  sockets.on('connection', (socket) =>
    socket.on('ask', (text: string, ack: (a: string) => void) => ack(`heard ${text}`)),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: portOf(server), seen, stop: () => sockets.close() }
}

async function startPbx(): Promise<Upstream> {
  const seen: Upstream['seen'] = []
  const server = createServer()
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  })
  sockets.on('connection', (socket, req) => {
    seen.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers })
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    port: portOf(server),
    seen,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

let web: Upstream
let pbx: Upstream
let nginx: NginxChild
beforeAll(async () => {
  ;[web, pbx] = await Promise.all([startWebService(), startPbx()])
  nginx = await startNginx({
    WEB_UPSTREAM: `127.0.0.1:${web.port}`,
    PBX_UPSTREAM: `127.0.0.1:${pbx.port}`,
    PBX_QUERY: '',
  })
})
afterAll(async () => {
  await nginx.stop()
  await Promise.all([web.stop(), pbx.stop()])
})

describe('nginx in front of the web service', () => {
  test('a page comes through, compressed, with the headers of the service once', async () => {
    const answer = await fetch(`${nginx.origin}/board?x=1`, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ url: '/board?x=1' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('server')).toBe('nginx')
  })

  test('the service hears the true address and scheme, whatever the client claims', async () => {
    await fetch(`${nginx.origin}/claims`, {
      headers: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'https' },
    })
    expect(web.seen.at(-1)).toMatchObject({
      url: '/claims',
      headers: {
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        host: `127.0.0.1:${nginx.port}`,
      },
    })
    expect(web.seen.at(-1)?.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
  })

  test('a body beyond a megabyte is refused before it reaches the service, a draft goes through', async () => {
    const post = (bytes: number) =>
      fetch(`${nginx.origin}/api/tasks`, { method: 'POST', body: Buffer.alloc(bytes) })
    const before = web.seen.length
    expect((await post(2 * 1024 * 1024)).status).toBe(413)
    expect(web.seen.length).toBe(before)
    expect((await post(20_000)).status).toBe(200)
  })

  test('a file of residents goes through, up to what the service itself takes', async () => {
    const send = async (bytes: number): Promise<number> => {
      const answer = await fetch(`${nginx.origin}/api/imports?name=a`, {
        method: 'POST',
        body: Buffer.alloc(bytes),
      })
      return answer.status
    }
    expect(await send(20_000_000)).toBe(200)
    expect(await send(23_000_000)).toBe(413)
  })

  test.each(['/metrics', '/readyz', '/healthz', '/api/ws-auth', '/ws-auth'])(
    '%s is nobody’s business outside',
    async (url) => {
      const before = web.seen.filter((one) => one.url.startsWith(url)).length
      expect((await fetch(`${nginx.origin}${url}`)).status).toBe(404)
      expect(web.seen.filter((one) => one.url.startsWith(url)).length).toBe(before)
    },
  )

  test('the health of nginx itself needs nobody', async () => {
    expect((await fetch(`${nginx.origin}/nginx-health`)).status).toBe(204)
  })

  test.each(['/', '//', '/api/me', '/api/sign-in', '/board', '/socket.iox'])(
    'an upgrade of %s stays here, the service hears a plain request',
    async (target) => {
      const status = await new Promise<number>((resolve, reject) => {
        const asked = request(
          `${nginx.origin}${target}`,
          { headers: { connection: 'Upgrade', upgrade: 'websocket' } },
          (answer) => {
            answer.resume()
            resolve(answer.statusCode ?? 0)
          },
        )
        asked.on('upgrade', () => reject(new Error('upgraded'))).on('error', reject)
        asked.end()
      })
      expect(status).toBe(200)
      expect(web.seen.at(-1)?.headers).not.toHaveProperty('upgrade')
      expect(web.seen.at(-1)?.headers.connection ?? '').not.toMatch(/upgrade/i)
    },
  )

  test('hundreds of sign-ins in a moment are slowed down with 429', async () => {
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => fetch(`${nginx.origin}/api/sign-in`, { method: 'POST', body: '{}' })),
    )
    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
  })

  test.each(['websocket', 'polling'])('a board talks over Socket.IO by %s', async (transport) => {
    const socket = io(nginx.origin, { transports: [transport], reconnection: false })
    expect(await socket.timeout(5000).emitWithAck('ask', 'ё')).toBe('heard ё')
    socket.disconnect()
  })
})

describe('SIP at /ws', () => {
  const open = (options: { query?: string; headers?: Record<string, string>; origin?: string }) => {
    const socket = new WebSocket(`ws://127.0.0.1:${nginx.port}/ws${options.query ?? ''}`, 'sip', {
      origin: options.origin ?? nginx.origin,
      ...(options.headers && { headers: options.headers }),
    })
    return new Promise<{ status: number; socket: WebSocket }>((resolve, reject) => {
      socket.once('open', () => resolve({ status: 101, socket }))
      socket.once('unexpected-response', (_req, res) => resolve({ status: res.statusCode ?? 0, socket }))
      socket.once('error', reject)
    })
  }

  test('reaches the PBX with its subprotocol for a session, and carries messages of any size', async () => {
    const { status, socket } = await open({ headers: { cookie: 'session=good' } })
    expect(status).toBe(101)
    expect(socket.protocol).toBe('sip')
    for (const message of ['\r\n\r\n', 'REGISTER sip:x SIP/2.0\r\n\r\n', 'x'.repeat(60_000)]) {
      const answered = once(socket, 'message')
      socket.send(message)
      expect(String((await answered)[0])).toBe(message)
    }
    socket.terminate()
  })

  test('a caller’s token is shown to the web service and not to the PBX', async () => {
    const { status, socket } = await open({ query: '?caller=token' })
    expect(status).toBe(101)
    expect(web.seen.some((one) => one.url === '/api/ws-auth?caller=token')).toBe(true)
    expect(pbx.seen.at(-1)?.url).toBe('/ws')
    socket.terminate()
  })

  test.each([
    ['without a session', {}, 401],
    ['with a wrong token', { query: '?caller=wrong' }, 401],
    [
      'from another site with a good session',
      { origin: 'http://evil.example', headers: { cookie: 'session=good' } },
      403,
    ],
  ] as const)('is refused %s, before the PBX hears of it', async (_, options, expected) => {
    const before = pbx.seen.length
    const { status } = await open(options)
    expect(status).toBe(expected)
    expect(pbx.seen.length).toBe(before)
  })
})

test('while the web service is away pages say so in plain words, programs get 503, and SIP sockets stay', async () => {
  const [ownWeb, ownPbx] = await Promise.all([startWebService(), startPbx()])
  const front = await startNginx({
    WEB_UPSTREAM: `127.0.0.1:${ownWeb.port}`,
    PBX_UPSTREAM: `127.0.0.1:${ownPbx.port}`,
  })
  const socket = new WebSocket(`ws://127.0.0.1:${front.port}/ws`, 'sip', {
    origin: front.origin,
    headers: { cookie: 'session=good' },
  })
  await once(socket, 'open')
  await ownWeb.stop()
  ownWeb.server.closeAllConnections()

  const page = await fetch(`${front.origin}/board`)
  expect(page.status).toBe(503)
  expect(page.headers.get('retry-after')).toBe('3')
  expect(await page.text()).toContain('Вахта перезапускается')
  const api = await fetch(`${front.origin}/api/me`)
  expect(api.status).toBe(503)
  expect(await api.json()).toEqual({ code: 'unexpected' })
  const answered = once(socket, 'message')
  socket.send('INVITE')
  expect(String((await answered)[0])).toBe('INVITE')

  socket.terminate()
  await front.stop()
  await ownPbx.stop()
})

test('with a certificate everything is https, and plain requests are sent there', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-tls-'))
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ].concat(['-subj', '/CN=localhost', '-keyout', key, '-out', certificate]),
    { stdio: 'ignore' },
  )
  const tlsPort = await freePort()
  const front = await startNginx({
    WEB_UPSTREAM: `127.0.0.1:${web.port}`,
    PBX_UPSTREAM: `127.0.0.1:${pbx.port}`,
    TLS_PORT: `${tlsPort}`,
    TLS_CERTIFICATE: certificate,
    TLS_KEY: key,
  })
  const plain = await new Promise<IncomingMessage>((resolve, reject) =>
    request(`${front.origin}/board?a=1`, resolve).on('error', reject).end(),
  )
  expect(plain.statusCode).toBe(308)
  expect(plain.headers.location).toBe('https://127.0.0.1/board?a=1')
  plain.resume()
  const secure = await new Promise<IncomingMessage>((resolve, reject) =>
    requestTls(`https://127.0.0.1:${tlsPort}/secure`, { rejectUnauthorized: false }, resolve)
      .on('error', reject)
      .end(),
  )
  expect(secure.statusCode).toBe(200)
  secure.resume()
  expect(web.seen.at(-1)).toMatchObject({ url: '/secure', headers: { 'x-forwarded-proto': 'https' } })
  await front.stop()
  rmSync(folder, { recursive: true, force: true })
})
