import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDomain } from '../../testing/accounts.ts'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { rawClient, type RawClient, type RequestOptions } from '../../testing/raw-client.ts'
import type { RawRequest } from '../message/message.ts'
import { parseNameAddr } from '../message/name-addr.ts'

/** What no SIP.js phone would do: answers that cross, messages that never come, statuses at the edges. */
const sdp = 'v=0\r\nm=audio 9 X 0\r\n'
const withSdp = { headers: ['Content-Type: application/sdp'], body: sdp }
let pbx: TestPbx
let clock: ManualClock
beforeEach(() => {
  clock = manualClock()
  pbx = testPbx({}, clock)
})
afterEach(() => pbx.stop())

async function member(username: string): Promise<RawClient> {
  const client = rawClient(pbx.core.flows, username)
  client.request('REGISTER')
  await clock.pass(1)
  client.request('REGISTER', {
    headers: ['Expires: 600', client.authorization('REGISTER', `sip:${testDomain}`)],
  })
  await clock.pass(1)
  client.received.length = 0
  return client
}

const requests = (client: RawClient, method: string): RawRequest[] =>
  client.received.flatMap((message) =>
    message.kind === 'request' && message.method === method ? [message] : [],
  )

function reply(client: RawClient, request: RawRequest | undefined, status: number, body = ''): void {
  if (request === undefined) throw new Error('nothing to answer')
  const { headers } = request
  const to = headers.get('to') ?? ''
  const lines = [
    `SIP/2.0 ${status} X`,
    ...['via', 'from', 'call-id', 'cseq'].map((name) => `${name}: ${headers.get(name)}`),
    `To: ${to.includes(';tag=') ? to : `${to};tag=op-tag`}`,
    'Contact: <sip:op@client.invalid;transport=ws>',
  ]
  client.send(`${lines.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
}

/** The dialog that this client opened by its INVITE, as options of further requests. */
function dialogOf(client: RawClient, callId: string): RequestOptions {
  const ok = client.received.find((message) => message.kind === 'response' && message.status === 200)
  const toTag = parseNameAddr(ok?.headers.get('to') ?? '')?.params.get('tag') ?? ''
  return { uri: `sip:pbx@${testDomain}`, callId, toTag, toUser: '112' }
}

const dial = (client: RawClient, options: RequestOptions = {}): string =>
  client.request('INVITE', { uri: `sip:112@${testDomain}`, toUser: '112', cseq: 1, ...withSdp, ...options })

test('CANCEL waits for a provisional answer of the operator, and an answer that crosses it is ended', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller, { branch: 'z9hG4bKa', callId: 'c' })
  await clock.pass(1)
  const [invite] = requests(operator, 'INVITE')
  caller.request('CANCEL', { uri: `sip:112@${testDomain}`, branch: 'z9hG4bKa', callId: 'c', cseq: 1 })
  await clock.pass(1)
  expect(caller.statuses()).toContain(487)
  expect(requests(operator, 'CANCEL')).toHaveLength(0)
  reply(operator, invite, 180)
  await clock.pass(1)
  expect(requests(operator, 'CANCEL')).toHaveLength(1)
  reply(operator, invite, 200, sdp)
  await clock.pass(1)
  expect(requests(operator, 'ACK')).toHaveLength(1)
  expect(requests(operator, 'BYE')).toHaveLength(1)
  await clock.pass(60_000)
  expect(pbx.core.counts()).toMatchObject({ calls: 0, legs: 0, dialogs: 0, clients: 0 })
})

test('an answer whose ACK never comes: repeated for 32 seconds, then both are released', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller, { callId: 'c' })
  await clock.pass(1)
  reply(operator, requests(operator, 'INVITE')[0], 200, sdp)
  await clock.pass(31_000)
  expect(caller.statuses().filter((status) => status === 200).length).toBeGreaterThan(5)
  await clock.pass(2000)
  expect(requests(caller, 'BYE')).toHaveLength(1)
  expect(requests(operator, 'BYE')).toHaveLength(1)
  expect(pbx.events().at(-1)).toMatchObject({ type: 'call.ended', cause: 'lost' })
})

test('an operator’s phone that never says a word is passed over after the ring time', async () => {
  const [dead, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller)
  await clock.pass(1)
  const alive = await member('op-2')
  await clock.pass(20_000)
  expect(requests(alive, 'INVITE')).toHaveLength(1)
  expect(dead.statuses()).toEqual([])
  expect(pbx.story()).toContain('leg.ended op-1 noAnswer')
})

test('re-INVITEs: 491 in glare, 488 without an offer, 500 while one is open, 481 outside', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller, { callId: 'c' })
  await clock.pass(1)
  const [invite] = requests(operator, 'INVITE')
  reply(operator, invite, 200, sdp)
  await clock.pass(1)
  const dialog = dialogOf(caller, 'c')
  caller.request('ACK', { ...dialog, cseq: 1 })
  await clock.pass(1)
  caller.received.length = 0

  caller.request('INVITE', { ...dialog, cseq: 2, headers: [] })
  await clock.pass(1)
  expect(caller.statuses()).toEqual([488])
  caller.request('INVITE', { ...dialog, cseq: 3, ...withSdp })
  await clock.pass(1)
  expect(requests(operator, 'INVITE')).toHaveLength(2)
  caller.request('INVITE', { ...dialog, cseq: 4, ...withSdp })
  await clock.pass(1)
  expect(caller.statuses()).toEqual([488, 100, 500])
  // The operator offers while the caller's offer is at his phone.
  const ids = invite?.headers
  operator.send(
    `INVITE sip:pbx@${testDomain} SIP/2.0\r\nVia: SIP/2.0/WS o;branch=z9hG4bKglare\r\nFrom: ${ids?.get('to')};tag=op-tag\r\n` +
      `To: ${ids?.get('from')}\r\nCall-ID: ${ids?.get('call-id')}\r\nCSeq: 7 INVITE\r\nContact: <sip:op@o>\r\nContent-Type: application/sdp\r\n\r\n${sdp}`,
  )
  await clock.pass(1)
  expect(operator.statuses()).toEqual([491])
  reply(operator, requests(operator, 'INVITE')[1], 200, sdp)
  await clock.pass(1)
  expect(caller.statuses().at(-1)).toBe(200)
  caller.request('BYE', { ...dialog, toTag: 'other', cseq: 9 })
  caller.request('BYE', { ...dialog, cseq: 2 })
  await clock.pass(1)
  expect(caller.statuses().slice(-2)).toEqual([481, 500])
})

test('a stranger who knows a dialog’s tags is asked who he is', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller, { callId: 'c' })
  await clock.pass(1)
  reply(operator, requests(operator, 'INVITE')[0], 200, sdp)
  await clock.pass(1)
  const stranger = rawClient(pbx.core.flows, 'caller-1', '203.0.113.66')
  const bye = stranger
    .request('OPTIONS')
    .replace('OPTIONS sip', 'BYE sip')
    .replace(/CSeq: .*/, 'CSeq: 5 BYE')
    .replace(/Call-ID: .*/, 'Call-ID: c')
    .replace(/To: .*/, `To: <sip:112@${testDomain}>;tag=${dialogOf(caller, 'c').toTag}`)
    .replace(/branch=\S+/, 'branch=z9hG4bKsteal')
  stranger.send(bye)
  await clock.pass(1)
  expect(stranger.statuses()).toEqual([401, 401])
  expect(pbx.core.counts().calls).toBe(1)
})

test('no more calls than are granted: 486 for the account, 503 when the line is full', async () => {
  const caller = await member('caller-1')
  for (let i = 0; i < 3; i++) dial(caller, { callId: `c${i}` })
  await clock.pass(1)
  expect(caller.statuses().filter((status) => status === 486)).toHaveLength(1)
  expect(pbx.core.counts()).toMatchObject({ calls: 2, waiting: 2 })
})

test('an INVITE that went through 255 hands has Max-Forwards 0 and goes no further', async () => {
  const caller = await member('caller-1')
  caller.send(
    dial(caller)
      .replace('Max-Forwards: 70', 'Max-Forwards: 0')
      .replace(/branch=\S+/, 'branch=z9hG4bKmf'),
  )
  await clock.pass(1)
  expect(caller.statuses()).toContain(483)
})

test('queue calls go to operators alone, longest idle first, each rung for the ring time', async () => {
  const operators = [await member('op-1'), await member('op-2'), await member('op-3')]
  const caller = await member('caller-1')
  dial(caller)
  await clock.pass(1)
  for (const [i, operator] of operators.entries()) {
    expect(operators.map((one) => requests(one, 'INVITE').length)).toEqual(
      [0, 1, 2].map((n) => (n <= i ? 1 : 0)),
    )
    reply(operator, requests(operator, 'INVITE')[0], 180)
    await clock.pass(20_000)
  }
  // All have rested: the first is rung again.
  expect(operators.map((one) => requests(one, 'INVITE').length)).toEqual([2, 1, 1])
})

test('an operator whose socket is closing is not rung, and the queue does not spin', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  operator.wire.stall()
  dial(caller)
  await clock.pass(1)
  expect(requests(operator, 'INVITE')).toHaveLength(0)
  expect(pbx.core.counts().waiting).toBe(1)
  await member('op-2')
  expect(pbx.story().slice(2)).toEqual(['leg.offered op-2'])
})

test('a phone that says 487 by itself is not rung without end', async () => {
  const [operator, caller] = [await member('op-1'), await member('caller-1')]
  dial(caller)
  for (let i = 0; i < 20; i++) {
    await clock.pass(1)
    reply(operator, requests(operator, 'INVITE').at(-1), 487)
  }
  expect(requests(operator, 'INVITE')).toHaveLength(1)
})
