import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDomain } from '../../testing/accounts.ts'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { rawClient, type RawClient } from '../../testing/raw-client.ts'

const uri = `sip:${testDomain}`
let pbx: TestPbx
let clock: ManualClock
let client: RawClient
let cseq: number
beforeEach(async () => {
  clock = manualClock()
  pbx = testPbx({}, clock)
  client = rawClient(pbx.core.flows, 'op-1')
  cseq = 0
  await register([])
})
afterEach(() => pbx.stop())

/** The answer to a REGISTER with these headers; its Contact is the raw client's own unless one is given. */
async function register(headers: string[], from = client): Promise<{ status: number; contacts: string[] }> {
  cseq++
  const digest = cseq === 1 ? [] : [from.authorization('REGISTER', uri, { nc: cseq })]
  from.request('REGISTER', { callId: 'reg', cseq, headers: [...headers, ...digest] })
  await clock.pass(1)
  const answer = from.received.at(-1)
  if (answer?.kind !== 'response') throw new Error('no answer')
  return { status: answer.status, contacts: answer.headers.all('contact') }
}

const operators = (): unknown =>
  pbx.core.live().operators.map(({ sipUsername, state }) => [sipUsername, state])

test('a contact is kept as long as granted, then the operator is gone', async () => {
  const { status, contacts } = await register(['Expires: 60'])
  expect(status).toBe(200)
  expect(contacts).toEqual(['<sip:op-1@client.invalid;transport=ws>;expires=60'])
  expect(operators()).toEqual([['op-1', 'available']])
  await clock.pass(59_000)
  expect(pbx.core.counts().bindings).toBe(1)
  await clock.pass(2000)
  expect(pbx.core.counts().bindings).toBe(0)
  expect(operators()).toEqual([])
})

test('too long is cut, too short is 423 with what is possible', async () => {
  expect((await register(['Expires: 999999'])).contacts[0]).toContain('expires=600')
  expect(await register(['Expires: 3'])).toMatchObject({ status: 423 })
  expect(client.received.at(-1)?.headers.get('min-expires')).toBe('20')
})

test('Expires 0 unregisters', async () => {
  await register(['Expires: 60'])
  expect(await register(['Expires: 0'])).toMatchObject({ status: 200, contacts: [] })
  expect(operators()).toEqual([])
})

test('an older REGISTER of the same Call-ID changes nothing', async () => {
  await register(['Expires: 60'])
  cseq -= 1
  const digest = client.authorization('REGISTER', uri, { nc: 50 })
  client.request('REGISTER', { callId: 'reg', cseq, headers: ['Expires: 0', digest] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(500)
  expect(pbx.core.counts().bindings).toBe(1)
})

test('a closed socket takes its contact along', async () => {
  await register(['Expires: 60'])
  client.wire.cut()
  await clock.pass(1)
  expect(pbx.core.counts()).toMatchObject({ bindings: 0, flows: 0 })
})

test('the star removes everything, and only with Expires 0', async () => {
  await register(['Expires: 60'])
  const send = async (expires: number, nc: number): Promise<number | undefined> => {
    const other = rawClient(pbx.core.flows, 'op-1')
    other.request('REGISTER')
    await clock.pass(1)
    const lines = [
      `REGISTER ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS x.invalid;branch=z9hG4bKstar${expires}`,
      `From: <sip:op-1@${testDomain}>;tag=s`,
      `To: <sip:op-1@${testDomain}>`,
      `Call-ID: star`,
      `CSeq: ${nc} REGISTER`,
      'Contact: *',
      `Expires: ${expires}`,
      other.authorization('REGISTER', uri),
    ]
    other.send(`${lines.join('\r\n')}\r\n\r\n`)
    await clock.pass(1)
    return other.statuses().at(-1)
  }
  expect(await send(60, 1)).toBe(400)
  expect(pbx.core.counts().bindings).toBe(1)
  expect(await send(0, 2)).toBe(200)
  expect(pbx.core.counts().bindings).toBe(0)
})

test('an account that ended loses its contacts and its sockets', async () => {
  await register(['Expires: 60'])
  pbx.accounts.byName.delete('op-1')
  pbx.core.refreshAccounts()
  await clock.pass(1)
  expect(client.wire.isOpen).toBe(false)
  expect(pbx.core.counts()).toMatchObject({ bindings: 0, flows: 0 })
})

test('a double CRLF is answered by a single one', async () => {
  const heard: string[] = []
  client.wire.onMessage = (text) => heard.push(text)
  client.send('\r\n\r\n')
  client.send('\r\n')
  await clock.pass(1)
  expect(heard).toEqual(['\r\n'])
})
