import { expect, it } from 'vitest'
import { trackTrunks } from './trunks.ts'
import type { AmiMessage } from './parser.ts'

// as Asterisk 22.10 was heard to speak
const contact = (objectname: string, status: string): AmiMessage => ({
  event: 'ContactList',
  objectname,
  status,
})
const ami = (contacts: AmiMessage[], registrations: AmiMessage[] | Error) => ({
  list: async (action: string): Promise<AmiMessage[]> => {
    if (action === 'PJSIPShowContacts') return contacts
    if (registrations instanceof Error) throw registrations
    return registrations
  },
})
const channel = (name: string, uniqueid: string): AmiMessage => ({ channel: name, uniqueid })

it('knows trunks by their contacts and registrations, counts their calls, and nobody else’s', async () => {
  let now = '1'
  const trunks = trackTrunks(() => now)
  const contacts = [
    contact('trunk@@5e1facf1ec', 'NonQualified'),
    contact('trunk-2@@33bbf49a49', 'Reachable'),
    contact('op-1;@aa', 'Reachable'),
  ]
  await trunks.refresh(
    ami(contacts, [{ event: 'OutboundRegistrationDetail', objectname: 'trunk-2', status: 'Registered' }]),
  )
  trunks.channels([channel('PJSIP/trunk-00000004', '1.1'), channel('PJSIP/op-1-00000005', '1.2')])
  expect(trunks.receive({ event: 'Newchannel', ...channel('PJSIP/trunk-2-0000000a', '1.3') })).toBe(true)
  expect(trunks.receive({ event: 'Hangup', ...channel('PJSIP/op-1-00000005', '1.2') })).toBe(false)
  expect(trunks.seen()).toEqual([
    { endpoint: 'trunk', contact: 'unknown', registration: null, since: '1', calls: 1 },
    { endpoint: 'trunk-2', contact: 'reachable', registration: 'registered', since: '1', calls: 1 },
  ])
  now = '2'
  expect(trunks.receive({ event: 'Hangup', ...channel('PJSIP/trunk-2-0000000a', '1.3') })).toBe(true)
  const silent = [contact('trunk@@5e1facf1ec', 'NonQualified'), contact('trunk-2@@33bbf49a49', 'Unreachable')]
  await trunks.refresh(ami(silent, new Error('AMI: none')))
  expect(trunks.seen()).toEqual([
    { endpoint: 'trunk', contact: 'unknown', registration: null, since: '1', calls: 1 },
    { endpoint: 'trunk-2', contact: 'unreachable', registration: null, since: '2', calls: 0 },
  ])
})

it('is told of trunks, not of people', () => {
  const trunks = trackTrunks(() => '1')
  expect(trunks.receive({ event: 'ContactStatus', endpointname: 'trunk-2' })).toBe(true)
  expect(trunks.receive({ event: 'ContactStatus', endpointname: 'op-1' })).toBe(false)
  expect(trunks.receive({ event: 'Registry' })).toBe(true)
  expect(trunks.receive({ event: 'DeviceStateChange' })).toBe(false)
})
