import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccounts, testDomain, testRealm } from '../../testing/accounts.ts'
import { silentLog, someAccounts } from '../../testing/embedded-pbx.ts'
import { until } from '../../testing/pbx-scene.ts'
import { isOver, isUp, sipJsPhone, type TestPhone } from '#sip/testing/phones/sip-js-phone.ts'
import { createPbx, type Pbx, type PbxOptions } from '../pbx.ts'

let folder: string
let server: Server
let pbx: Pbx
let url: string
const phones: TestPhone[] = []

async function start(parts: Partial<PbxOptions> = {}): Promise<void> {
  pbx = createPbx({
    domain: testDomain,
    realm: testRealm,
    accounts: testAccounts(someAccounts),
    ledgerFile: join(folder, 'ledger.jsonl'),
    queue: { number: '112', name: 'dispatch', ringSeconds: 20, maxWaitSeconds: 60, wrapUpSeconds: 0 },
    log: silentLog,
    ...parts,
  })
  server = createServer()
  server.on('upgrade', (req, socket, head) => pbx.handleUpgrade(req, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  url = `ws://127.0.0.1:${port}/ws`
}

async function phone(username: string): Promise<TestPhone> {
  const made = sipJsPhone(username, { server: url })
  phones.push(made)
  await made.register()
  return made
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vakhta-ws-'))
})
afterEach(async () => {
  await Promise.all(phones.splice(0).map((one) => one.stop()))
  await pbx.stop()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

const closing = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)))
const refusal = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.once('error', () => {})
    socket.once('unexpected-response', (_req, res) => {
      resolve(res.statusCode ?? 0)
      res.destroy()
    })
  })
const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => socket.once('open', () => resolve()))

test('a call over real sockets, with live state', async () => {
  const lives: number[] = []
  await start({ onLive: (live) => void lives.push(live.operators.length) })
  const [operator, caller] = [await phone('op-1'), await phone('caller-1')]
  const { session, final } = caller.call('112')
  await until(() => expect(operator.invitations).toHaveLength(1))
  await operator.invitations[0]?.accept()
  expect(await final).toBe(200)
  expect(pbx.live().operators).toMatchObject([{ sipUsername: 'op-1', state: 'talking' }])
  await session.bye()
  await until(() => expect(pbx.live().operators[0]?.state).toBe('available'))
  expect(lives.length).toBeGreaterThan(0)
  expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).toContain('"type":"call.ended"')
})

test('an operator’s socket drops in the call and comes back', async () => {
  await start()
  const [operator, caller] = [await phone('op-1'), await phone('caller-1')]
  const { session, final } = caller.call('112')
  await until(() => expect(operator.invitations).toHaveLength(1))
  const [invitation] = operator.invitations
  await invitation?.accept()
  expect(await final).toBe(200)
  operator.drop()
  await until(() => expect(operator.agent.isConnected()).toBe(false))
  await operator.register()
  await invitation?.invite()
  await until(() => expect(operator.heard).toHaveLength(2))
  expect(isUp(session)).toBe(true)
  await session.bye()
  await until(() => expect(invitation && isOver(invitation)).toBe(true))
})

test('only the subprotocol sip is spoken, and only to pages that may', async () => {
  await start({ isOriginAllowed: (origin) => origin !== 'https://evil.example' })
  expect(await refusal(new WebSocket(url))).toBe(400)
  expect(await refusal(new WebSocket(url, 'chat'))).toBe(400)
  expect(await refusal(new WebSocket(url, 'sip', { origin: 'https://evil.example' }))).toBe(403)
})

test('one address has so many sockets and no more', async () => {
  await start({ limits: { maxFlowsPerAddress: 2 } })
  const first = new WebSocket(url, 'sip')
  const second = new WebSocket(url, 'sip')
  await Promise.all([opened(first), opened(second)])
  expect(await refusal(new WebSocket(url, 'sip'))).toBe(503)
  first.close()
  await closing(first)
  second.terminate()
})

test('a frame that is too long ends its socket and nothing else', async () => {
  await start({ limits: { maxMessageBytes: 4096 } })
  const operator = await phone('op-1')
  const socket = new WebSocket(url, 'sip')
  await opened(socket)
  const closed = closing(socket)
  socket.send('x'.repeat(5000))
  expect(await closed).toBe(1009)
  expect(operator.agent.isConnected()).toBe(true)
})

test('a peer that sends without end is read at the rate that is granted', async () => {
  await start({ limits: { messagesPerSecond: 20, messagesBurst: 20 } })
  const socket = new WebSocket(url, 'sip')
  await opened(socket)
  let answers = 0
  socket.on('message', () => answers++)
  const began = performance.now()
  for (let i = 0; i < 400; i++) {
    socket.send(
      `OPTIONS sip:${testDomain} SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK${i}\r\nFrom: <sip:x@x>;tag=1\r\nTo: <sip:x@x>\r\nCall-ID: c\r\nCSeq: ${i} OPTIONS\r\n\r\n`,
    )
  }
  await until(() => expect(answers).toBeGreaterThan(30))
  const seconds = (performance.now() - began) / 1000
  expect(answers).toBeLessThan(25 + 25 * seconds)
  const operator = await phone('op-1')
  expect(operator.agent.isConnected()).toBe(true)
  socket.terminate()
})

test('stop closes every socket, and does not wait for those who never answer', async () => {
  await start()
  const socket = new WebSocket(url, 'sip')
  await opened(socket)
  const closed = closing(socket)
  await pbx.stop()
  expect(await closed).toBe(1001)
})
