import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Session } from 'sip.js'
import { scene, until, type Scene } from '#sip/testing/pbx-scene.ts'
import { isOver, isUp } from '#sip/testing/phones/sip-js-phone.ts'

let at: Scene
beforeEach(() => {
  at = scene({ limits: { graceSeconds: 30 } })
})
afterEach(() => at.end())

const replaces = ({ dialog }: Session): string[] => [
  `Replaces: ${dialog?.callId};to-tag=${dialog?.remoteTag};from-tag=${dialog?.localTag}`,
  'Require: replaces',
]

test('a reloaded page takes its call up again by Replaces, with new media', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  const headers = replaces(talk.operator)
  operator.drop()
  const page = await at.phone('op-1')
  const { session, final } = page.call('reattach', { extraHeaders: headers })
  expect(await final).toBe(200)
  await until(() => expect(isUp(session)).toBe(true))
  expect(page.heard.at(-1)).toContain('o=caller-1')
  expect(isUp(talk.caller)).toBe(true)
  const story = at.pbx.story()
  expect(story.slice(-2)).toEqual(['leg.joined op-1', 'leg.ended op-1 normal'])
  await session.bye()
  await until(() => expect(isOver(talk.caller)).toBe(true))
})

test('while the first page still lives, its leg is ended when the second takes over', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  const page = await at.phone('op-1')
  expect(await page.call('reattach', { extraHeaders: replaces(talk.operator) }).final).toBe(200)
  await until(() => expect(isOver(talk.operator)).toBe(true))
  expect(isUp(talk.caller)).toBe(true)
})

test('nobody takes another’s call, nor one that is none', async () => {
  const [operator, thief, caller] = [
    await at.phone('op-1'),
    await at.phone('op-2'),
    await at.phone('caller-1'),
  ]
  const talk = await at.talk(caller, operator)
  expect(await thief.call('reattach', { extraHeaders: replaces(talk.operator) }).final).toBe(481)
  const unknown = ['Replaces: x;to-tag=1;from-tag=2']
  expect(await operator.call('reattach', { extraHeaders: unknown }).final).toBe(481)
  expect(isUp(talk.operator)).toBe(true)
})

test('a socket that drops in the call comes back, and a re-INVITE on the new one goes through', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  operator.drop()
  await until(() => expect(at.pbx.core.live().operators[0]?.state).toBe('talking'))
  await operator.register()
  await talk.operator.invite()
  await until(() => expect(operator.heard).toHaveLength(2))
  await talk.caller.bye()
  await until(() => expect(isOver(talk.operator)).toBe(true))
})

test('the re-INVITE proves who sends it when the new socket did not register yet', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  operator.drop()
  await until(() => expect(operator.agent.isConnected()).toBe(false))
  await operator.agent.reconnect()
  await talk.operator.invite()
  await until(() => expect(operator.heard).toHaveLength(2))
})

test('an operator who does not come back in time: his caller goes to the head of the queue', async () => {
  await at.end()
  at = scene({ limits: { graceSeconds: 0.2 } })
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  const { final } = (await at.phone('caller-2')).call('112')
  operator.drop()
  await until(() => expect(at.pbx.story().slice(-2)).toEqual(['leg.ended op-1 unreachable', 'call.queued']))
  const next = await at.phone('op-2')
  await (await at.rung(next)).accept()
  await until(() => expect(caller.heard.at(-1)).toContain('o=op-2'))
  expect(isUp(talk.caller)).toBe(true)
  await talk.caller.bye()
  await (await at.rung(next, 2)).accept()
  expect(await final).toBe(200)
})

test('a page that said that it closes gives its caller back at once; one that is back keeps him', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  at.pbx.core.giveBack('op-1')
  expect(isUp(talk.operator)).toBe(true)
  operator.drop()
  await until(() => expect(at.pbx.story().at(-1)).toBe('leg.lost'))
  at.pbx.core.giveBack('op-1')
  expect(at.pbx.story().slice(-2)).toEqual(['leg.ended op-1 unreachable', 'call.queued'])
  expect(isUp(talk.caller)).toBe(true)
})

test('a caller who does not come back in time is given up: the other side is released, the call is lost', async () => {
  await at.end()
  at = scene({ limits: { graceSeconds: 0.2 } })
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  caller.drop()
  await until(() => expect(isOver(talk.operator)).toBe(true))
  expect(at.pbx.story().slice(-3)).toEqual([
    'leg.ended unreachable',
    'leg.ended op-1 normal',
    'call.ended lost',
  ])
})

test('an operator who vanishes while ringing: the next one is rung', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const { final } = caller.call('112')
  await at.rung(first)
  first.drop()
  await (await at.rung(second)).accept()
  expect(await final).toBe(200)
  expect(at.pbx.story()).toContain('leg.ended op-1 unreachable')
})

test('a resident who vanishes while waiting leaves the queue', async () => {
  const caller = await at.phone('caller-1')
  const { provisional } = caller.call('112')
  await until(() => expect(provisional).toContain('182 Queued, place 1'))
  caller.drop()
  await until(() => expect(at.pbx.core.counts()).toMatchObject({ calls: 0, waiting: 0, flows: 0 }))
  expect(at.pbx.events().at(-1)).toMatchObject({ type: 'call.ended', endedBy: 'caller', cause: 'cancelled' })
})
