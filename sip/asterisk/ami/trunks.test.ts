import { expect, it } from 'vitest'
import { trackTrunks } from './trunks.ts'
import type { AmiMessage } from './parser.ts'

// as Asterisk 22.10 was heard to speak
const device = (name: string, state: string): AmiMessage => ({
  event: 'DeviceStateChange',
  device: `PJSIP/${name}`,
  state,
})
const registration = (status: string): AmiMessage[] => [
  { event: 'OutboundRegistrationDetail', objectname: 'trunk-2', status },
  { event: 'AuthDetail', objectname: 'trunk-2', password: 'secret' },
]
const ami = (states: AmiMessage[], registrations: AmiMessage[] | Error) => ({
  list: async (action: string): Promise<AmiMessage[]> => {
    if (action === 'DeviceStateList') return states
    if (registrations instanceof Error) throw registrations
    return registrations
  },
})
const channel = (name: string, uniqueid: string): AmiMessage => ({ channel: name, uniqueid })
const at = (second: number): string => `2026-11-28T10:00:${String(second).padStart(2, '0')}.000Z`

it('knows trunks by their devices and registrations, counts their calls, and nobody else’s', async () => {
  let second = 1
  const trunks = trackTrunks(() => at(second))
  const operator = device('op-1', 'INUSE')
  const states = [device('trunk', 'UNKNOWN'), device('trunk-2', 'NOT_INUSE'), operator]
  await trunks.refresh(ami(states, registration('Registered')))
  trunks.channels([channel('PJSIP/trunk-00000004', '1.1'), channel('PJSIP/op-1-00000005', '1.2')])
  expect(trunks.receive({ event: 'Newchannel', ...channel('PJSIP/trunk-2-0000000a', '1.3') })).toBe(true)
  expect(trunks.receive({ event: 'Hangup', ...channel('PJSIP/op-1-00000005', '1.2') })).toBe(false)
  expect(trunks.seen()).toEqual([
    { endpoint: 'trunk', contact: 'unknown', registration: null, since: at(1), calls: 1 },
    { endpoint: 'trunk-2', contact: 'reachable', registration: 'registered', since: at(1), calls: 1 },
  ])
  second = 2
  expect(trunks.receive({ event: 'Hangup', ...channel('PJSIP/trunk-2-0000000a', '1.3') })).toBe(true)
  const silent = [device('trunk', 'UNKNOWN'), device('trunk-2', 'UNAVAILABLE'), operator]
  await trunks.refresh(ami(silent, registration('Unregistered')))
  expect(trunks.seen()).toEqual([
    { endpoint: 'trunk', contact: 'unknown', registration: null, since: at(1), calls: 1 },
    { endpoint: 'trunk-2', contact: 'unreachable', registration: 'trying', since: at(2), calls: 0 },
  ])
})

it('says nothing of a new one before it was asked for the first time', async () => {
  let second = 1
  const trunks = trackTrunks(() => at(second))
  const contactAt = async (now: number): Promise<unknown> => {
    second = now
    await trunks.refresh(ami([device('trunk-2', 'UNAVAILABLE')], new Error('AMI: none')))
    return trunks.seen()[0]?.contact
  }
  expect(await contactAt(1)).toBe('unknown')
  expect(await contactAt(8)).toBe('unknown')
  expect(await contactAt(10)).toBe('unreachable')
})

it('is told of trunks, not of people', () => {
  const trunks = trackTrunks(() => at(1))
  expect(trunks.receive(device('trunk-2', 'INUSE'))).toBe(true)
  expect(trunks.receive(device('op-1', 'INUSE'))).toBe(false)
  expect(trunks.receive({ event: 'Registry' })).toBe(true)
  expect(trunks.receive({ event: 'ContactStatus', endpointname: 'op-1' })).toBe(false)
})

it('knows by OPTIONS that a provider is silent while a talk goes on over it', async () => {
  let second = 1
  const trunks = trackTrunks(() => at(second))
  const talking = ami([device('trunk-2', 'INUSE')], [])
  await trunks.refresh(talking)
  second = 9
  const said = { event: 'ContactStatus', endpointname: 'trunk-2', contactstatus: 'Unreachable' }
  expect(trunks.receive(said)).toBe(true)
  await trunks.refresh(talking)
  expect(trunks.seen()[0]).toMatchObject({ contact: 'unreachable', since: at(9) })
  trunks.receive({ ...said, contactstatus: 'Reachable' })
  await trunks.refresh(talking)
  expect(trunks.seen()[0]?.contact).toBe('reachable')
})
