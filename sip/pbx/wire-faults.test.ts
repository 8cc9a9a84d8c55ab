import { expect, test } from 'vitest'
import { scene, until } from '../testing/pbx-scene.ts'
import { isOver, isUp } from '#sip/testing/phones/sip-js-phone.ts'

test('every message doubled, both ways: the call is one call', async () => {
  // Only once registered: SIP.js takes a second 401 for a refusal of its credentials.
  let copies = 1
  const at = scene({}, () => copies)
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  copies = 2
  const talk = await at.talk(caller, operator)
  await talk.operator.invite()
  await until(() => expect(operator.heard).toHaveLength(2))
  await talk.caller.bye()
  await until(() => expect(isOver(talk.operator)).toBe(true))
  expect(operator.invitations).toHaveLength(1)
  expect(at.pbx.story()).toEqual([
    'call.arrived',
    'call.queued',
    'leg.offered op-1',
    'leg.answered op-1',
    'leg.joined',
    'leg.joined op-1',
    'leg.ended normal',
    'leg.ended op-1 normal',
    'call.ended normal',
  ])
  await at.end()
})

test('an ACK that is lost: the answer comes again until it is acknowledged', async () => {
  let lost = 0
  const at = scene({}, (direction, text) =>
    direction === 'toPbx' && text.startsWith('ACK') && lost++ === 0 ? 0 : 1,
  )
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  await until(() => expect(lost).toBe(2))
  expect(isUp(talk.caller)).toBe(true)
  await talk.caller.bye()
  await until(() => expect(isOver(talk.operator)).toBe(true))
  await at.end()
})

test('an INVITE that is lost on the way to the operator: the next one is rung', async () => {
  let lost = 0
  const queue = { number: '112', name: 'dispatch', ringSeconds: 0.2, maxWaitSeconds: 60, wrapUpSeconds: 0 }
  const at = scene({ queue }, (direction, text) =>
    direction === 'fromPbx' && text.startsWith('INVITE') && lost++ === 0 ? 0 : 1,
  )
  const [, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const { final } = caller.call('112')
  await (await at.rung(second)).accept()
  expect(await final).toBe(200)
  await at.end()
})
