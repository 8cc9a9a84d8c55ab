import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccount, testDomain } from '../../testing/accounts.ts'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { rawClient, type RawClient } from '../../testing/raw-client.ts'
import { defaultLimits } from '../limits.ts'

const uri = `sip:${testDomain}`
const queue = `sip:112@${testDomain}`
let pbx: TestPbx
let clock: ManualClock
beforeEach(() => {
  clock = manualClock()
  const { maxPageCallsPerAddress, maxCallsInPeriod } = defaultLimits
  pbx = testPbx({ limits: { maxPageCallsPerAddress, maxCallsInPeriod } }, clock)
})
afterEach(() => pbx.stop())

async function registered(username: string, address: string): Promise<RawClient> {
  const client = rawClient(pbx.core.flows, username, address)
  client.request('REGISTER')
  await clock.pass(1)
  client.request('REGISTER', { headers: [client.authorization('REGISTER', uri)] })
  await clock.pass(1)
  expect(client.statuses()).toEqual([401, 200])
  return client
}

/** The last status of an INVITE for the queue; the call goes on. */
async function invite(client: RawClient, to = queue): Promise<number | undefined> {
  client.request('INVITE', { uri: to, headers: ['Content-Type: application/sdp'], body: 'v=0\r\n' })
  await clock.pass(1)
  return client.statuses().at(-1)
}

/** A call that its caller gives up. */
async function brief(client: RawClient, n: number): Promise<number | undefined> {
  const branch = `z9hG4bKbrief${n}`
  const invitation = client.request('INVITE', {
    uri: queue,
    branch,
    headers: ['Content-Type: application/sdp'],
    body: 'v=0\r\n',
  })
  await clock.pass(1)
  const status = client.statuses().at(-1)
  client.send(invitation.replaceAll('INVITE', 'CANCEL').replace('Content-Length: 5', 'Content-Length: 0'))
  await clock.pass(1)
  return status
}

test('the pages of one address have two calls at once, whatever accounts they use; the next address is free', async () => {
  const names = ['caller-1', 'caller-2', 'caller-3']
  const here = []
  for (const name of names) here.push(await registered(name, '203.0.113.1'))
  const statuses = []
  for (const client of here) statuses.push(await invite(client))
  expect(statuses).toEqual([182, 182, 486])
  pbx.accounts.byName.set('caller-4', testAccount('caller-4', { kind: 'caller', number: '+79220000004' }))
  expect(await invite(await registered('caller-4', '203.0.113.2'))).toBe(182)
})

test('operators at an address that is full of page calls are not refused for them', async () => {
  for (const name of ['caller-1', 'caller-2']) await invite(await registered(name, '203.0.113.1'))
  const operator = await registered('op-1', '203.0.113.1')
  expect(await invite(operator, `sip:op-2@${testDomain}`)).toBe(404)
})

test('who calls again and again gets 486, and gets through when he calls less often', async () => {
  const client = await registered('caller-1', '203.0.113.1')
  for (let n = 0; n < defaultLimits.maxCallsInPeriod; n++) expect(await brief(client, n)).toBe(182)
  expect(await brief(client, 100)).toBe(486)
  await clock.pass(defaultLimits.callPeriodSeconds * 1000)
  const again = await registered('caller-1', '203.0.113.1')
  expect(await brief(again, 101)).toBe(182)
})

test('another account with the same number, written in another way, is the same caller', async () => {
  pbx.accounts.byName.set('caller-5', testAccount('caller-5', { kind: 'caller', number: '8 922 000-00-01' }))
  const client = await registered('caller-1', '203.0.113.1')
  for (let n = 0; n < defaultLimits.maxCallsInPeriod; n++) await brief(client, n)
  expect(await brief(await registered('caller-5', '203.0.113.2'), 200)).toBe(486)
})

test('the ledger says that the number was typed by the caller', async () => {
  await invite(await registered('caller-1', '203.0.113.1'))
  expect(pbx.events()).toMatchObject([
    { type: 'call.arrived', from: '+79220000001', isNumberTyped: true },
    { type: 'call.queued' },
  ])
})
