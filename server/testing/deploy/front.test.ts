// @module-tag programs
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readConfig } from '#server/config/config.ts'
import { createLogger } from '#server/config/logger.ts'
import { startVakhta, type Vakhta } from '#server/main.ts'
import { seedDemo } from '#server/scripts/demo/seed/seed-demo.ts'
import { startNginx, type NginxChild } from './nginx-child.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-front-'))
let vakhta: Vakhta
let nginx: NginxChild
let cookie: string
let csrf: string

beforeAll(async () => {
  vakhta = await startVakhta(
    readConfig({ DATA_DIR: folder, PORT: '0', DEMO: '1', TRUST_PROXY: '1', LOG_LEVEL: 'silent' }),
    {
      log: createLogger('silent'),
      clientDir: async () => null,
      prepare: (deps) => seedDemo(deps, demoPassword),
    },
  )
  const web = `127.0.0.1:${vakhta.port}`
  nginx = await startNginx({ WEB_UPSTREAM: web, PBX_UPSTREAM: web, PBX_QUERY: '$original_query' })
  const answer = await fetch(`${nginx.origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: nginx.origin },
    body: JSON.stringify({ login: 'operator1', password: demoPassword }),
  })
  cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const signedIn: { csrf: string } = JSON.parse(await answer.text())
  csrf = signedIn.csrf
})
afterAll(async () => {
  await nginx.stop()
  await vakhta.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Status of the upgrade, and the socket when it is 101. */
const openSip = (headers: Record<string, string>, origin = nginx.origin) => {
  const socket = new WebSocket(`ws://127.0.0.1:${nginx.port}/ws`, 'sip', { headers, origin })
  return new Promise<{ status: number; socket: WebSocket }>((resolve, reject) => {
    socket.once('open', () => resolve({ status: 101, socket }))
    socket.once('unexpected-response', (_req, res) => resolve({ status: res.statusCode ?? 0, socket }))
    socket.once('error', reject)
  })
}

test('through nginx the product knows its own address, and its headers arrive once', async () => {
  const answer = await fetch(`${nginx.origin}/api/me`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ user: { login: 'operator1' } })
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const elsewhere = await fetch(`${nginx.origin}/api/sign-out`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, origin: 'http://evil.example' },
  })
  expect(elsewhere.status).toBe(403)
})

test('through nginx a board gets its snapshot', async () => {
  const socket = io(nginx.origin, {
    transports: ['websocket'],
    auth: { csrf },
    extraHeaders: { cookie, origin: nginx.origin },
    reconnection: false,
  })
  const answer: unknown = await socket.timeout(10_000).emitWithAck('resume', { seq: null })
  expect(answer).toMatchObject({ kind: 'snapshot', snapshot: { settings: { city: 'Тюмень' } } })
  socket.disconnect()
})

test('through nginx an operator’s browser reaches the PBX, others do not', async () => {
  expect(await openSip({})).toMatchObject({ status: 401 })
  expect(await openSip({ cookie }, 'http://evil.example')).toMatchObject({ status: 403 })
  const { status, socket } = await openSip({ cookie })
  expect(status).toBe(101)
  const answered = once(socket, 'message')
  socket.send(
    [
      'REGISTER sip:vakhta.local SIP/2.0',
      'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
      'Max-Forwards: 70',
      'From: <sip:op-1@vakhta.local>;tag=1',
      'To: <sip:op-1@vakhta.local>',
      'Call-ID: 1',
      'CSeq: 1 REGISTER',
      'Contact: <sip:op-1@a.invalid;transport=ws>',
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n'),
  )
  expect(String((await answered)[0])).toMatch(/^SIP\/2\.0 401 /)
  socket.terminate()
})
