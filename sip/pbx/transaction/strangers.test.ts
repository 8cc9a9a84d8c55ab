import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDomain } from '../../testing/accounts.ts'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { rawClient, type RawClient } from '../../testing/raw-client.ts'
import type { Limits } from '../limits.ts'

const uri = `sip:${testDomain}`
const queue = `sip:112@${testDomain}`
let pbx: TestPbx
let clock: ManualClock
beforeEach(() => start())
afterEach(() => pbx.stop())

function start(limits: Partial<Limits> = {}): void {
  clock = manualClock()
  pbx = testPbx({ limits: { messagesPerSecond: 1e6, messagesBurst: 1e6, ...limits } }, clock)
}

const held = (): number => pbx.core.counts().heldBytes
const offer = (bytes: number): { headers: string[]; body: string } => ({
  headers: ['Content-Type: application/sdp'],
  body: `v=0\r\n${'a'.repeat(bytes)}`,
})

const options = (field = ''): string =>
  `OPTIONS ${uri} SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n${field}\r\n`

/** A socket that takes everything and gives nothing. */
function quietLink() {
  const link = {
    isOpen: true,
    unreadBytes: 0,
    send() {},
    cut: () => void (link.isOpen = false),
    close: () => void (link.isOpen = false),
    pause() {},
    resume() {},
  }
  return link
}

async function registered(username: string): Promise<RawClient> {
  const client = rawClient(pbx.core.flows, username)
  client.request('REGISTER')
  await clock.pass(1)
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  await clock.pass(1)
  expect(client.statuses()).toEqual([401, 200])
  return client
}

test('of what a stranger is answered nothing is kept: no transaction, no byte, no timer (RFC 3261 §26.3.2.4)', async () => {
  const client = rawClient(pbx.core.flows, 'op-1')
  await clock.pass(1)
  const timers = clock.pending
  for (let i = 0; i < 100; i++) {
    client.request('INVITE', { uri: queue, ...offer(4000) })
    for (const method of ['REGISTER', 'OPTIONS', 'BYE', 'CANCEL', 'REFER', 'SUBSCRIBE'])
      client.request(method)
  }
  await clock.pass(1)
  expect(client.statuses()).toHaveLength(700)
  expect(pbx.core.counts()).toMatchObject({ servers: 0, heldBytes: 0, flows: 1 })
  expect(clock.pending).toBe(timers)
})

test('a wrong digest holds one message while it waits, and none after', async () => {
  const client = rawClient(pbx.core.flows, 'op-1')
  client.request('REGISTER')
  await clock.pass(1)
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri, { secret: 'wrong' })] })
  await clock.pass(1)
  expect(pbx.core.counts().servers).toBe(1)
  await clock.pass(5000)
  expect(client.statuses()).toEqual([401, 401])
  expect(pbx.core.counts()).toMatchObject({ servers: 0, heldBytes: 0 })
})

test('a stranger’s message of more than 8 kB is 513, and the same from a member is taken', async () => {
  const stranger = rawClient(pbx.core.flows, 'op-1')
  stranger.request('INVITE', { uri: queue, ...offer(9000) })
  await clock.pass(1)
  expect(stranger.statuses()).toEqual([513])
  const caller = await registered('caller-1')
  caller.request('INVITE', { uri: queue, ...offer(9000) })
  await clock.pass(1)
  expect(caller.statuses().at(-1)).toBe(182)
})

test('a member is held to his budget: the oldest finished make room, and all of it is given back', async () => {
  const client = await registered('op-1')
  for (let i = 0; i < 60; i++) client.request('REFER', { headers: [`X: ${'x'.repeat(15_000)}`] })
  await clock.pass(1)
  // the texts of finished requests are not kept, their answers are
  expect(held()).toBeLessThan(60 * 3000)
  await clock.pass(10_000)
  expect(held()).toBe(0)
})

test('what a flow, an address and all may hold together is bounded; a flow that ends gives its own back', async () => {
  pbx.stop()
  start({ maxHeldBytesPerFlow: 20_000, maxHeldBytesPerAddress: 30_000, maxHeldBytes: 40_000 })
  const invite = async (client: RawClient): Promise<number | undefined> => {
    client.request('INVITE', { uri: queue, ...offer(13_000) })
    await clock.pass(1)
    return client.statuses().at(-1)
  }
  const [first, second] = [await registered('caller-1'), await registered('caller-2')]
  // the answers to the registrations are forgotten
  await clock.pass(10_000)
  expect(await invite(first)).toBe(182)
  expect(await invite(first)).toBe(503)
  expect(await invite(second)).toBe(182)
  const third = await registered('caller-3')
  expect(await invite(third)).toBe(503)
  expect(held()).toBeLessThanOrEqual(40_000)
  first.wire.cut()
  await clock.pass(10_000)
  expect(await invite(third)).toBe(182)
})

test('what waits in a flow that is read slowly is counted as well, and given back', async () => {
  pbx.stop()
  start({ maxHeldBytesPerFlow: 20_000, messagesPerSecond: 1, messagesBurst: 1 })
  const link = quietLink()
  const handle = pbx.core.flows.open(link, '192.0.2.9')
  for (let i = 0; i < 4; i++) handle.receive(Buffer.from(options(`X: ${'x'.repeat(4500)}\r\n`)))
  expect(held()).toBeGreaterThan(9000)
  expect(link.isOpen).toBe(true)
  for (let i = 0; i < 4; i++) handle.receive(Buffer.from(options(`X: ${'x'.repeat(4500)}\r\n`)))
  expect(link.isOpen).toBe(false)
  handle.closed()
  expect(held()).toBe(0)
})

test('what is slow to read costs as many tokens as it took: its flow is read as slowly, others are not', async () => {
  pbx.stop()
  start({ messagesPerSecond: 50, messagesBurst: 200, cpuMsPerMessage: 0.5 })
  const slow = rawClient(pbx.core.flows, 'op-1')
  const quick = rawClient(pbx.core.flows, 'op-2')
  clock.cpuStepMs = 10
  for (let i = 0; i < 100; i++) slow.request('OPTIONS')
  // one a turn of the event loop, 20 tokens each
  for (let turns = 0; turns < 20; turns++) await clock.pass(1)
  expect(slow.statuses()).toHaveLength(10)
  clock.cpuStepMs = 0
  quick.request('OPTIONS')
  await clock.pass(1)
  expect(quick.statuses()).toEqual([401])
})

test('a stranger who reads nothing is cut off', () => {
  const link = quietLink()
  const handle = pbx.core.flows.open(link, '192.0.2.9')
  link.unreadBytes = 64_000
  handle.receive(Buffer.from(options()))
  expect(link.isOpen).toBe(true)
  link.unreadBytes = 70_000
  handle.receive(Buffer.from(options()))
  expect(link.isOpen).toBe(false)
  handle.closed()
})
