import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testPbx, type TestPbx } from '../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../testing/manual-clock.ts'
import { rawClient } from '../testing/raw-client.ts'
import { tortureMessages } from '../testing/torture.ts'

/**
 * What a stranger gets for each message of RFC 4475 (section, expected status, why). `none`: no answer may be sent.
 * 401 means that the message was understood and only its sender is not known.
 */
const table: [name: string, section: string, expected: number | 'none', why: string][] = [
  ['wsinv', '3.1.1.1', 481, 'understood with all its folding; its To tag names a dialog that is none'],
  ['intmeth', '3.1.1.2', 501, 'a method made of all token characters, which nobody knows'],
  ['esc01', '3.1.1.3', 401, 'escapes in URIs are fine'],
  ['escnull', '3.1.1.4', 401, 'an escaped null in a user part is fine'],
  ['esc02', '3.1.1.5', 501, 'a method is never unescaped: RE%47IST%45R is not REGISTER'],
  ['lwsdisp', '3.1.1.6', 401, 'no blank is needed between display name and <'],
  ['longreq', '3.1.1.7', 401, 'long values are fine'],
  ['dblreq', '3.1.1.8', 401, 'the REGISTER is answered, what follows its body is not looked at'],
  ['semiuri', '3.1.1.9', 401, 'a semicolon in the user part is no parameter'],
  ['transports', '3.1.1.10', 401, 'unknown transports in Via are fine'],
  ['mpart01', '3.1.1.11', 405, 'MESSAGE is known, and not offered here'],
  ['unreason', '3.1.1.12', 'none', 'a stray response, UTF-8 in its reason'],
  ['noreason', '3.1.1.13', 'none', 'a stray response with an empty reason'],
  ['badinv01', '3.1.2.1', 400, 'separators without anything between them'],
  ['clerr', '3.1.2.2', 400, 'Content-Length beyond the end of the message'],
  ['ncl', '3.1.2.3', 400, 'negative Content-Length'],
  ['scalar02', '3.1.2.4', 400, 'CSeq beyond 2**31'],
  ['scalarlg', '3.1.2.5', 'none', 'a response with scalars out of range is dropped'],
  ['quotbal', '3.1.2.6', 400, 'a quote that never closes'],
  ['ltgtruri', '3.1.2.7', 400, 'angle brackets around the Request-URI'],
  ['lwsruri', '3.1.2.8', 400, 'blanks within the Request-URI'],
  ['lwsstart', '3.1.2.9', 400, 'more than one blank in the request line'],
  ['trws', '3.1.2.10', 400, 'blanks at the end of the request line'],
  ['escruri', '3.1.2.11', 400, 'header fields in the Request-URI'],
  ['baddate', '3.1.2.12', 400, 'a date that is not GMT'],
  ['regbadct', '3.1.2.13', 400, 'a Contact URI with ? outside of brackets'],
  ['badaspec', '3.1.2.14', 400, 'blanks within an addr-spec'],
  ['baddn', '3.1.2.15', 400, 'a comma in a display name without quotes'],
  ['badvers', '3.1.2.16', 505, 'SIP/7.0'],
  ['mismatch01', '3.1.2.17', 400, 'method and CSeq differ'],
  ['mismatch02', '3.1.2.18', 400, 'unknown method and CSeq differ'],
  ['bigcode', '3.1.2.19', 'none', 'a status code that overflows 32 bits is dropped'],
  ['badbranch', '3.2.1', 400, 'the magic cookie and nothing after it'],
  ['insuf', '3.3.1', 400, 'Call-ID, From and To are missing'],
  ['unkscm', '3.3.2', 416, 'a Request-URI of an unknown scheme'],
  ['novelsc', '3.3.3', 416, 'a Request-URI of a known scheme that is not SIP'],
  ['unksm2', '3.3.4', 400, 'an address of record must be a SIP URI'],
  ['bext01', '3.3.5', 420, 'extensions that nobody knows are required'],
  ['invut', '3.3.6', 415, 'a body of an unknown type'],
  ['regaut01', '3.3.7', 401, 'an unknown scheme of credentials counts as none'],
  ['multi01', '3.3.8', 400, 'two values where one is allowed'],
  ['mcl01', '3.3.9', 400, 'two Content-Lengths'],
  ['bcast', '3.3.10', 'none', 'a stray response whose Via is a broadcast address goes nowhere'],
  ['zeromf', '3.3.11', 401, 'an endpoint takes no notice of Max-Forwards 0'],
  ['cparam01', '3.3.12', 401, 'a parameter of the Contact header'],
  ['cparam02', '3.3.13', 401, 'a parameter of the Contact URI'],
  ['regescrt', '3.3.14', 401, 'an escaped header in a Contact URI is fine'],
  ['sdp01', '3.3.15', 406, 'the sender takes no SDP'],
  ['inv2543', '3.4.1', 401, 'RFC 2543: no branch, no From tag, and understood'],
  ['test', '–', 'none', 'no version, no Via: nobody to answer to'],
]

let pbx: TestPbx
let clock: ManualClock
beforeEach(() => {
  clock = manualClock()
  pbx = testPbx({}, clock)
})
afterEach(() => pbx.stop())

describe('the torture messages of RFC 4475', () => {
  const messages = tortureMessages()

  test('each of them has its line', () => {
    expect(table.map(([name]) => name).sort()).toEqual([...messages.keys()].sort())
  })

  test.each(table)('%s (§%s) → %s: %s', async (name, _section, expected) => {
    const client = rawClient(pbx.core.flows, 'stranger')
    client.send(messages.get(name) ?? '')
    await clock.pass(10)
    expect(client.statuses()).toEqual(expected === 'none' ? [] : [expected])
    client.wire.cut()
    await clock.pass(60_000)
    expect(Object.values(pbx.core.counts()).every((count) => count === 0)).toBe(true)
  })

  test('the extensions that are not understood are named', async () => {
    const client = rawClient(pbx.core.flows, 'stranger')
    client.send(messages.get('bext01') ?? '')
    await clock.pass(10)
    expect(client.received[0]?.headers.get('unsupported')).toContain('nothingsupportsthis')
  })
})
