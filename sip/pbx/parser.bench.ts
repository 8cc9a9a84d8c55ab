import { parseArgs } from 'node:util'
import { headerShapes } from '#sip/testing/hostile/header-shapes.ts'
import { parseMessage } from './message/parse.ts'
import { readRequest } from './message/request.ts'

/**
 * Microseconds of CPU for one INVITE of a browser, and how time grows with length:
 * `node sip/pbx/parser.bench.ts [--json]`. Goals: at most 10 µs; ten times the length, at most twelve times the time;
 * of every shape of header fields 64 kB at most ten times as long as 8 kB.
 */
const goalMicroseconds = 10
const goalGrowth = 12
const goalShapeGrowth = 10

const candidate = (n: number): string =>
  `a=candidate:${n} 1 udp 2113937151 3f2a1c9e-0000-4000-8000-00000000${1000 + n}.local ${50_000 + n} typ host generation 0 network-cost 999\r\n`

/** An INVITE as Chromium and SIP.js make it; `size` multiplies its candidates and its headers. */
function invite(size: number): Buffer {
  const sdp =
    'v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=msid-semantic: WMS x\r\n' +
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdef01234567\r\n' +
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n` +
    Array.from({ length: 8 * size }, (_, n) => candidate(n)).join('')
  const extra = Array.from(
    { length: 10 * (size - 1) },
    (_, n) => `X-Header-${n}: ${'value '.repeat(12)}\r\n`,
  ).join('')
  return Buffer.from(
    'INVITE sip:112@vakhta.example SIP/2.0\r\nVia: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks\r\nMax-Forwards: 70\r\n' +
      'To: <sip:112@vakhta.example>\r\nFrom: "Анна Петровна" <sip:c-1f2e3d@vakhta.example>;tag=asdyka899e\r\nCall-ID: asidkj3ss8d7fgh2kq0p\r\nCSeq: 1 INVITE\r\n' +
      'Contact: <sip:k3ah8d@df7jal23ls0d.invalid;transport=ws;ob>;+sip.instance="<urn:uuid:0c67446e-f1a1-11d9-94d3-000a95a0e128>"\r\n' +
      'Allow: ACK,CANCEL,INVITE,MESSAGE,BYE,OPTIONS,INFO,NOTIFY,REFER\r\nSupported: outbound\r\nUser-Agent: SIP.js/0.21.2\r\n' +
      `${extra}Content-Type: application/sdp\r\nContent-Length: ${Buffer.byteLength(sdp)}\r\n\r\n${sdp}`,
  )
}

function read(message: Buffer): void {
  const raw = parseMessage(message)
  if (raw?.kind !== 'request' || 'status' in readRequest(raw))
    throw new Error('the INVITE was not understood')
}

/** The best of several rounds, in µs of CPU each: what else runs on the machine only adds. */
function cost(message: Buffer, times: number, work = read): number {
  let best = Infinity
  for (let round = 0; round < 9; round++) {
    const before = process.cpuUsage()
    for (let i = 0; i < times; i++) work(message)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / times)
  }
  return best
}

const readAny = (message: Buffer): void => {
  const raw = parseMessage(message)
  if (raw?.kind === 'request') readRequest(raw)
}

/** How much longer 64 kB of this shape take than 8 kB. */
function growthOf(make: (bytes: number) => string): number {
  const [small, large] = [make(8_000), make(64_000)].map((text) => Buffer.from(text))
  if (small === undefined || large === undefined) return Infinity
  for (let i = 0; i < 300; i++) readAny(small)
  return cost(large, 60, readAny) / cost(small, 200, readAny)
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
const short = invite(1)
const long = invite(10)
for (let i = 0; i < 20_000; i++) read(short)
const microseconds = cost(short, 20_000)
const growth = cost(long, 3000) / microseconds
const lengthRatio = long.length / short.length
const shapes = Object.entries(headerShapes).map(([shape, make]) => ({ shape, growth: growthOf(make) }))
const slow = shapes.filter((one) => one.growth > goalShapeGrowth)
const isGood =
  microseconds <= goalMicroseconds && growth <= (goalGrowth * lengthRatio) / 10 && slow.length === 0
const result = {
  microseconds,
  bytes: short.length,
  growth,
  lengthRatio,
  goalMicroseconds,
  goalGrowth,
  shapes,
  goalShapeGrowth,
  isGood,
}
if (values.json) console.log(JSON.stringify(result))
else {
  console.log(`INVITE of ${short.length} bytes: ${microseconds.toFixed(2)} µs (goal ≤ ${goalMicroseconds})`)
  console.log(
    `${lengthRatio.toFixed(1)} times the length: ${growth.toFixed(1)} times the time (goal ≤ ${goalGrowth} for 10)`,
  )
  for (const one of shapes.toSorted((a, b) => b.growth - a.growth))
    console.log(`${one.growth.toFixed(1).padStart(6)} × from 8 to 64 kB: ${one.shape}`)
}
process.exitCode = isGood ? 0 : 1
