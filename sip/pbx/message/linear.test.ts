import { expect, test } from 'vitest'
import { countWork } from '#sip/testing/hostile/count-work.ts'
import { headerShapes } from '#sip/testing/hostile/header-shapes.ts'
import { parseCredentials } from '../auth/credentials.ts'
import { refusalOf } from '../check-request.ts'
import { responseText } from '../transaction/response.ts'
import { parseMessage } from './parse.ts'
import { readRequest } from './request.ts'

/** Everything that a stranger's request goes through before he is challenged. */
function goThrough(bytes: Uint8Array): void {
  const raw = parseMessage(bytes)
  if (raw?.kind !== 'request') return
  const read = readRequest(raw)
  const refusal = 'status' in read ? read : refusalOf(read)
  parseCredentials(raw.headers.get('authorization') ?? '')
  responseText(raw, refusal ?? { status: 401 }, 'tag')
}

const workAt = (make: (bytes: number) => string, bytes: number): number =>
  countWork(Buffer.from(make(bytes)), goThrough)

test.each(Object.entries(headerShapes))(
  '%s: the work grows with the length and no faster',
  (_shape, make) => {
    // both below the most that a head may have: nothing is spared by being refused
    const growth = workAt(make, 14_000) / workAt(make, 1750)
    expect(growth).toBeLessThanOrEqual(8.5)
  },
)

test.each(Object.entries(headerShapes))('%s: beyond 16 kB of head nothing is looked at', (_shape, make) => {
  const growth = workAt(make, 64_000) / workAt(make, 20_000)
  expect(growth).toBeLessThanOrEqual(1.1)
})

test('a head of more than 16 kB is refused in words, with the Via that makes the answer find its way', () => {
  const raw = parseMessage(Buffer.from(headerShapes['a long value']?.(20_000) ?? ''))
  expect(raw).toMatchObject({ kind: 'request', fault: 'Header Fields Too Long' })
  expect(raw?.headers.get('via')).toBe('SIP/2.0/WS x.invalid;branch=z9hG4bK1')
})

test('after the first fault nothing is read', () => {
  const raw = parseMessage(Buffer.from('OPTIONS sip:b@h SIP/2.0\r\nA: 1\r\nno field\r\nB: 2\r\n\r\n'))
  expect(raw).toMatchObject({ fault: 'Bad Header Field', headers: { names: ['a'] } })
})

test('a colon in a later line makes no field of the line before', () => {
  const raw = parseMessage(Buffer.from('OPTIONS sip:b@h SIP/2.0\r\nName\r\n : value\r\n\r\n'))
  expect(raw).toMatchObject({ fault: 'Bad Header Field' })
})
