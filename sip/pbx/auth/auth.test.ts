import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccount, testDomain } from '../../testing/accounts.ts'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { until } from '../../testing/pbx-scene.ts'
import { rawClient, type RawClient } from '../../testing/raw-client.ts'

const uri = `sip:${testDomain}`
let pbx: TestPbx
let clock: ManualClock
beforeEach(() => {
  clock = manualClock()
  pbx = testPbx({}, clock)
})
afterEach(() => pbx.stop())

async function challenged(username: string, address?: string): Promise<RawClient> {
  const client = rawClient(pbx.core.flows, username, address)
  client.request('REGISTER')
  await clock.pass(1)
  expect(client.statuses()).toEqual([401])
  return client
}

async function registered(username: string, address?: string): Promise<RawClient> {
  const client = await challenged(username, address)
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(200)
  return client
}

test.each(['MD5', 'SHA-256'])('a right %s digest registers', async (algorithm) => {
  const client = await challenged('op-1')
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri, { algorithm })] })
  await clock.pass(1)
  expect(client.statuses()).toEqual([401, 200])
})

test('both algorithms are offered, MD5 last because browsers’ stacks keep the last', async () => {
  const client = await challenged('op-1')
  const offered = client.received[0]?.headers.all('www-authenticate') ?? []
  expect(offered.map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).toEqual(['SHA-256', 'MD5'])
})

test('a digest that is played again is refused, on the same flow and on another', async () => {
  const client = await challenged('op-1')
  const headers = [client.authorization('REGISTER', uri)]
  client.request('REGISTER', { headers })
  await clock.pass(1)
  client.request('REGISTER', { headers })
  await clock.pass(1)
  expect(client.statuses()).toEqual([401, 200, 401])
  const thief = rawClient(pbx.core.flows, 'op-1', '198.51.100.9')
  thief.request('REGISTER', { headers })
  await clock.pass(1)
  expect(thief.statuses()).toEqual([401])
  expect(pbx.core.counts().bindings).toBe(1)
})

test('the count may grow with the same nonce, and never fall', async () => {
  const client = await challenged('op-1')
  const authorization = (nc: number): string => client.authorization('REGISTER', uri, { nc })
  const all = [authorization(5), authorization(6), authorization(4)]
  for (const header of all) {
    client.request('REGISTER', { headers: [header] })
    await clock.pass(1)
  }
  expect(client.statuses()).toEqual([401, 200, 200, 401])
})

test('an old nonce is stale, a forged one is not even that', async () => {
  const client = await challenged('op-1')
  const header = client.authorization('REGISTER', uri)
  await clock.pass(20_000)
  client.request('OPTIONS')
  await clock.pass(9000)
  client.request('REGISTER', { headers: [header] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(200)
  await clock.pass(301_000)
  client.request('REGISTER', { headers: [header] })
  await clock.pass(1)
  const stale = client.received.at(-1)?.headers.get('www-authenticate')
  expect(stale).toContain('stale=true')
  client.request('REGISTER', { headers: [header.replace(/nonce="[^"]+"/, 'nonce="zz.zz.zz"')] })
  await clock.pass(1)
  expect(client.received.at(-1)?.headers.get('www-authenticate')).not.toContain('stale')
})

test('an unknown user and a wrong password cannot be told apart, in words or in time', async () => {
  const seen: string[] = []
  for (const [username, secret] of [
    ['op-1', 'wrong'],
    ['nobody', 'wrong'],
  ] as const) {
    const client = await challenged(username, `203.0.113.${seen.length + 1}`)
    client.request('REGISTER', { headers: [client.authorization('REGISTER', uri, { secret })] })
    await clock.pass(99)
    expect(client.statuses()).toEqual([401])
    await clock.pass(1)
    await clock.pass(0)
    const [, answer] = client.received
    seen.push([...client.statuses(), ...(answer?.headers.names ?? [])].join(' '))
  }
  expect(seen[0]).toBe(seen[1])
})

test('nobody speaks in another’s name', async () => {
  const client = await registered('op-1')
  const sdp = 'v=0\r\n'
  const headers = ['Content-Type: application/sdp']
  const asOther = client
    .request('INVITE', { uri: `sip:112@${testDomain}`, headers, body: sdp })
    .replace('From: <sip:op-1@', 'From: <sip:op-2@')
    .replace(/branch=\S+/, 'branch=z9hG4bKother')
  await clock.pass(1)
  client.send(asOther)
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(401)
  client.send(
    asOther
      .replace('z9hG4bKother', 'z9hG4bKagain')
      .replace('Content-Type', `${client.authorization('INVITE', `sip:112@${testDomain}`)}\r\nContent-Type`),
  )
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(403)
  client.request('REGISTER', { toUser: 'op-2', headers: [client.authorization('REGISTER', uri, { nc: 2 })] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(403)
})

test('a stranger gets a challenge for everything that is offered, and nothing happens', async () => {
  const client = rawClient(pbx.core.flows, 'op-1')
  const headers = ['Content-Type: application/sdp']
  client.request('OPTIONS')
  client.request('REGISTER')
  client.request('INVITE', { uri: `sip:112@${testDomain}`, headers, body: 'v=0\r\n' })
  client.request('INFO')
  client.request('BYE')
  client.request('REFER')
  client.request('CANCEL')
  client.request('SUBSCRIBE')
  await clock.pass(1)
  expect(client.statuses().toSorted((a, b) => a - b)).toEqual([401, 401, 401, 405, 481, 481, 481, 481])
  expect(pbx.story()).toEqual([])
})

test('who does not authenticate is cut off', async () => {
  const client = rawClient(pbx.core.flows, 'op-1')
  await clock.pass(31_000)
  expect(client.wire.isOpen).toBe(false)
})

test('10,000 guesses slow the guesser to a crawl; a real operator registers and is served meanwhile', async () => {
  const operator = await registered('op-2', '198.51.100.1')
  const flood = Array.from({ length: 20 }, () => rawClient(pbx.core.flows, 'op-1', '198.51.100.1'))
  for (const client of flood) client.request('REGISTER')
  await clock.pass(1)
  for (const client of flood) {
    for (let i = 0; i < 500; i++) {
      client.request('REGISTER', {
        headers: [client.authorization('REGISTER', uri, { secret: `guess-${i}`, nc: i + 1 })],
      })
    }
  }
  await clock.pass(10_000)
  const answered = flood.flatMap((client) => client.statuses()).length - flood.length
  expect(answered).toBeLessThan(flood.length * 10)
  // A colleague at the same address comes in now, and the one who is there calls him.
  const colleague = await registered('op-3', '198.51.100.1')
  const headers = ['Content-Type: application/sdp']
  operator.request('INVITE', { uri: `sip:op-3@${testDomain}`, headers, body: 'v=0\r\n' })
  await clock.pass(1)
  expect(colleague.received.at(-1)).toMatchObject({ kind: 'request', method: 'INVITE' })
  // All of them are strangers still, and gone.
  await clock.pass(30_000)
  expect(flood.some((client) => client.wire.isOpen)).toBe(false)
})

test('after ten guesses the name is locked out at that address alone, even with the right password', async () => {
  const guess = async (client: RawClient, secret?: string): Promise<void> => {
    client.request('REGISTER', {
      headers: [client.authorization('REGISTER', uri, secret === undefined ? {} : { secret })],
    })
    await clock.pass(2000)
  }
  const guesser = await challenged('op-1', '203.0.113.50')
  for (let i = 0; i < 10; i++) await guess(guesser, 'wrong')
  await guess(guesser)
  expect(guesser.statuses()).not.toContain(200)
  await registered('op-1', '203.0.113.51')
  guesser.wire.cut()
  await clock.pass(61_000)
  await registered('op-1', '203.0.113.50')
})

test('a thousand who register at once, as after a restart, are all registered', async () => {
  const names = Array.from({ length: 1000 }, (_, i) => `crowd-${i}`)
  for (const name of names) pbx.accounts.byName.set(name, testAccount(name))
  const clients = names.map((name, i) => rawClient(pbx.core.flows, name, `192.0.2.${i % 200}`))
  for (const client of clients) client.request('REGISTER')
  await clock.pass(1)
  for (const client of clients) {
    client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  }
  await until(() => expect(pbx.core.counts().bindings).toBe(1000))
})

test('an account store that is away is 503 with Retry-After, and nobody is locked out', async () => {
  const client = await challenged('op-1')
  const find = pbx.accounts.find.bind(pbx.accounts)
  pbx.accounts.find = () => Promise.reject(new Error('database away'))
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(503)
  pbx.accounts.find = find
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  await clock.pass(1)
  expect(client.statuses().at(-1)).toBe(200)
})
