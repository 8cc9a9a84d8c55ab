import { expect, it } from 'vitest'
import { backOffMs } from './line/back-off.ts'
import { reasonOfCancel, reasonOfStatus } from './sip/end-reason.ts'
import { instanceId } from './line/instance-id.ts'
import { plainText } from './plain-text.ts'
import { targetUri } from './sip/remote-party.ts'
import { ringingSound } from './ring/ringing-sound.ts'
import { memoryStorage } from './testing/alice.ts'
import type { PhoneCall } from './phone.ts'

it('backs off to a quarter of a minute and then never gives up', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => backOffMs(attempt, () => 0))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
  ])
  expect(backOffMs(5, () => 0.999)).toBeGreaterThan(7_000)
})

it.each([
  ['+7 (345) 256-78-90', 'sip:+73452567890@d.ru'],
  ['112', 'sip:112@d.ru'],
  ['*8#', 'sip:*8%23@d.ru'],
  ['petrov', 'sip:petrov@d.ru'],
  ['sip:101@other.ru', 'sip:101@other.ru'],
  ['101\r\nContact: <sip:x@y>', 'sip:101Contactsipx@y'],
  ['  ', undefined],
  ['<>', undefined],
])('dials %j as %s', (typed, uri) => {
  expect(targetUri(typed, 'd.ru')?.toString()).toBe(uri)
})

it('makes one harmless line of what strangers send', () => {
  expect(plainText(' \u202eevil\u0000 \r\n<b>name</b>\u200b ', 40)).toBe('evil <b>name</b>')
  expect(plainText('я'.repeat(500), 80)).toHaveLength(80)
  expect(plainText('😀😀', 3)).toBe('😀')
})

it('tells what may not be dialled from what does not exist', () => {
  expect([403, 404, 486].map(reasonOfStatus)).toEqual(['notAllowed', 'notFound', 'busy'])
})

it('tells a call taken elsewhere from one that was given up', () => {
  expect(reasonOfCancel('SIP;cause=200;text="Call completed elsewhere"')).toBe('answeredElsewhere')
  expect(reasonOfCancel('SIP;cause=2000')).toBe('cancelled')
  expect(reasonOfCancel(undefined)).toBe('cancelled')
})

it('keeps one instance id for the browser', () => {
  const storage = memoryStorage()
  const first = instanceId(storage, () => '5f0f1f3c-9f55-4d7b-8c2e-000000000001')
  expect(instanceId(storage, () => 'another')).toBe(first)
})

it('rings loud when the operator is free, low in a talk, and is quiet else', () => {
  const call = (part: Partial<PhoneCall>): PhoneCall => ({
    id: '1',
    direction: 'in',
    state: 'ringing',
    remoteNumber: '',
    remoteName: '',
    held: false,
    heldByRemote: false,
    muted: false,
    inConference: false,
    startedAt: '',
    answeredAt: null,
    endReason: null,
    pbxCallId: null,
    ...part,
  })
  expect(ringingSound([])).toBeNull()
  expect(ringingSound([call({})])).toBe('ring')
  expect(ringingSound([call({}), call({ state: 'talking' })])).toBe('callWaiting')
  expect(ringingSound([call({}), call({ state: 'talking', held: true })])).toBe('ring')
  expect(ringingSound([call({ state: 'dialling' })])).toBe('ringback')
  expect(ringingSound([call({ state: 'dialling', answeredAt: '2026-11-22T10:00:00Z' })])).toBeNull()
  expect(ringingSound([call({ state: 'ended' })])).toBeNull()
})
