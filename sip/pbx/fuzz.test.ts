import { expect, test } from 'vitest'
import { testDomain } from '../testing/accounts.ts'
import { silentLog, testPbx, type TestPbx } from '../testing/embedded-pbx.ts'
import { manualClock, settled } from '../testing/manual-clock.ts'
import { mutate } from '#sip/testing/hostile/mutate.ts'
import { seededRandom } from '../testing/random.ts'
import { tortureMessages } from '../testing/torture.ts'
import { rawClient, type RawClient } from '../testing/raw-client.ts'
import type { RawRequest } from './message/message.ts'
import { parseMessage } from './message/parse.ts'
import { readRequest } from './message/request.ts'

const names = ['x', 'op-1', 'caller-1']
const total = 100_000
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122)
const known = new Set([
  100, 180, 182, 200, 202, 400, 401, 403, 404, 405, 406, 415, 416, 420, 423, 480, 481, 483, 486, 487, 488,
  491, 500, 501, 503, 505,
])
/** Answers from the layers behind the parser. */
const deep = [180, 182, 200, 202, 401, 404, 481, 487, 488]
const sdp = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n'

/** A client whose digest was accepted; answers what rings, most often in a broken way. */
async function member(pbx: TestPbx, username: string, random: () => number): Promise<RawClient> {
  const client = rawClient(pbx.core.flows, username)
  client.request('REGISTER', { headers: ['Expires: 60'] })
  await settled()
  client.request('REGISTER', {
    headers: ['Expires: 60', client.authorization('REGISTER', `sip:${testDomain}`)],
  })
  await settled()
  const note = client.wire.onMessage
  let count = 0
  client.wire.onMessage = (text) => {
    note(text)
    const message = parseMessage(Buffer.from(text))
    if (message?.kind !== 'request') return
    const say = (bytes: Buffer): void => client.send(random() < 0.4 ? bytes : mutate(bytes, random))
    if (message.method === 'ACK') {
      // What a party of the dialog may ask for.
      for (const method of ['INVITE', 'INFO', 'REFER', 'BYE']) {
        if (random() < 0.7) say(inDialog(message, method, ++count))
      }
      return
    }
    const copied = ['via', 'from', 'call-id', 'cseq'].map((name) => `${name}: ${message.headers.get(name)}`)
    const to = `to: ${message.headers.get('to')}${random() < 0.9 ? ';tag=mine' : ''}`
    const answer = (line: string): Buffer =>
      Buffer.from(
        `${[line, ...copied, to, `contact: <sip:${username}@client.invalid>`].join('\r\n')}\r\n` +
          `content-type: application/sdp\r\n\r\n${sdp}`,
      )
    if (random() < 0.5) say(answer('SIP/2.0 180 Ringing'))
    if (random() < 0.8) say(answer('SIP/2.0 200 OK'))
  }
  return client
}

/** A request from the one who got `received`, in the same dialog. */
function inDialog({ headers }: RawRequest, method: string, n: number): Buffer {
  const uri = `sip:pbx@${testDomain}`
  const body = method === 'INVITE' ? sdp : ''
  return Buffer.from(
    `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bKd${headers.get('call-id')}${n}\r\nMax-Forwards: 70\r\n` +
      `From: ${headers.get('to')}\r\nTo: ${headers.get('from')}\r\nCall-ID: ${headers.get('call-id')}\r\n` +
      `CSeq: ${n} ${method}\r\nContact: <sip:x@x.invalid>\r\nRefer-To: <sip:${n % 2 ? '112' : 'op-1'}@${testDomain}>\r\n` +
      `Content-Type: application/sdp\r\n\r\n${body}`,
  )
}

/** Messages of well-behaved clients, to be broken. */
function realMessages(username: string, random: () => number): Buffer[] {
  // Few branches, so that a CANCEL meets its INVITE and a request its repetition.
  const branch = Math.floor(random() * 30)
  const head = (method: string, uri: string, extra: string, body = ''): Buffer =>
    Buffer.from(
      `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK${branch}\r\nMax-Forwards: 70\r\n` +
        `From: "A" <sip:${username}@${testDomain}>;tag=f${Math.floor(random() * 50)}\r\nTo: <sip:112@${testDomain}>${extra}\r\n` +
        `Call-ID: c${Math.floor(random() * 1e9)}\r\nCSeq: ${Math.floor(random() * 100)} ${method}\r\n` +
        `Contact: <sip:${username}@x.invalid;transport=ws>;expires=60\r\nContent-Type: application/sdp\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    )
  const queue = `sip:112@${testDomain}`
  return [
    head('INVITE', queue, '', sdp),
    head('INVITE', `sip:reattach@${testDomain}`, '\r\nReplaces: a;to-tag=b;from-tag=c', sdp),
    head('REGISTER', `sip:${testDomain}`, ''),
    head('OPTIONS', queue, ''),
    head('BYE', queue, ';tag=x'),
    head('CANCEL', queue, ''),
    head('ACK', queue, ';tag=x'),
    head(
      'REFER',
      queue,
      `;tag=x\r\nRefer-To: <sip:op-2@${testDomain}?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>`,
    ),
    Buffer.from('\r\n\r\n'),
  ]
}

test(
  `${total} broken messages from strangers and members: no crash, no leak, no wrong answer (seed ${seed})`,
  { timeout: 60_000, tags: ['long'] },
  async () => {
    const random = seededRandom(seed)
    const clock = manualClock()
    const faults: string[] = []
    const log = {
      ...silentLog,
      error: (facts: object, message: string) => faults.push(`${message} ${JSON.stringify(facts)}`),
    }
    const limits = { messagesPerSecond: 1e9, messagesBurst: 1e9, failureDelayMs: 1, maxFailureDelayMs: 1 }
    const pbx = testPbx({ log, limits }, clock)
    const torture = [...tortureMessages().values()]
    const statuses = new Map<number, number>()
    let sent = 0
    while (sent < total) {
      const round = [
        rawClient(pbx.core.flows, 'stranger'),
        await member(pbx, 'op-1', random),
        await member(pbx, 'caller-1', random),
      ]
      for (let i = 0; i < 2000 && sent < total; i++, sent++) {
        const n = Math.floor(random() * round.length)
        const client = round[n]
        if (client === undefined) break
        const source =
          random() < 0.5 ? torture : realMessages(names[Math.floor(random() * 6)] ?? names[n] ?? '', random)
        const message = source[Math.floor(random() * source.length)] ?? Buffer.alloc(0)
        client.send(random() < 0.1 ? message : mutate(message, random))
        if (i % 50 === 0) await clock.pass(200)
      }
      await clock.pass(1000)
      // Nobody was cut off before the round was over: all of it was read.
      expect(round.every((client) => client.wire.isOpen)).toBe(true)
      for (const client of round) {
        for (const status of client.statuses()) statuses.set(status, (statuses.get(status) ?? 0) + 1)
        client.wire.cut()
      }
    }
    expect(faults).toEqual([])
    expect([...statuses.keys()].filter((status) => !known.has(status))).toEqual([])
    // The run did reach what lies behind the parser.
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(deep))

    // A healthy client is served as ever.
    const healthy = await member(pbx, 'op-2', () => 0)
    expect(healthy.statuses()).toEqual([401, 200])
    healthy.wire.cut()
    await clock.pass(600_000)
    expect(pbx.core.counts()).toEqual({
      flows: 0,
      heldBytes: 0,
      clients: 0,
      servers: 0,
      dialogs: 0,
      legs: 0,
      calls: 0,
      bindings: 0,
      waiting: 0,
    })
    expect(clock.pending).toBe(0)
    pbx.stop()
  },
)

test('a broken request gets the status of its fault', async () => {
  const random = seededRandom(seed + 1)
  const clock = manualClock()
  const pbx = testPbx({ limits: { messagesPerSecond: 1e9, messagesBurst: 1e9 } }, clock)
  const torture = [...tortureMessages().values()]
  let checked = 0
  for (let i = 0; i < 3000; i++) {
    const message = mutate(torture[Math.floor(random() * torture.length)] ?? Buffer.alloc(0), random)
    const parsed = parseMessage(message)
    if (parsed?.kind !== 'request' || parsed.method === 'ACK') continue
    const read = readRequest(parsed)
    if (!('status' in read) || parsed.headers.count('via') === 0) continue
    const client = rawClient(pbx.core.flows, 'stranger')
    client.send(message)
    await clock.pass(1)
    expect(client.statuses()).toEqual([read.status])
    client.wire.cut()
    checked++
  }
  expect(checked).toBeGreaterThan(500)
  pbx.stop()
})
