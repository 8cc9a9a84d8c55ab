import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccount } from '#sip/testing/accounts.ts'
import { someAccounts } from '#sip/testing/embedded-pbx.ts'
import { scene, until, type Scene } from '#sip/testing/pbx-scene.ts'
import { isUp } from '#sip/testing/phones/sip-js-phone.ts'

let at: Scene
beforeEach(() => {
  at = scene()
})
afterEach(() => at.end())

const idOfCall = (n = 0): string =>
  at.pbx.events().filter(({ type }) => type === 'call.arrived')[n]?.callId ?? ''

test('a call that rings at a colleague is taken: the colleague rings no more, the taker talks', async () => {
  const first = await at.phone('op-1')
  const caller = await at.phone('caller-1')
  const { final } = caller.call('112')
  await at.rung(first)
  const second = await at.phone('op-2')
  at.pbx.core.take(idOfCall(), 'op-2')
  const invitation = await at.rung(second)
  await invitation.accept()
  expect(await final).toBe(200)
  await until(() => expect(isUp(invitation)).toBe(true))
  expect(at.pbx.story()).toContain('leg.ended op-1 cancelled')
})

test('of two who take at once the last has it, and the call is answered once; who is busy takes nothing', async () => {
  const [one, two] = [await at.phone('op-1'), await at.phone('op-2')]
  const talk = await at.talk(await at.phone('caller-1'), one)
  await at.talk(await at.phone('caller-2'), two)
  const { final } = (await at.phone('caller-3')).call('112')
  await until(() => expect(idOfCall(2)).not.toBe(''))
  at.pbx.core.take(idOfCall(2), 'op-1')
  expect(one.invitations).toHaveLength(1)
  await talk.operator.bye()
  await until(() => expect(at.pbx.story()).toContain('call.ended normal'))
  // within the rest after the talk, in which nobody is offered a call
  at.pbx.core.take(idOfCall(2), 'op-1')
  await (await at.rung(one, 2)).accept()
  expect(await final).toBe(200)
})

test('who is paused can take one', async () => {
  await at.end()
  at = scene({
    accounts: {
      find: async (name) => ({
        ...(someAccounts.find(({ username }) => username === name) ?? testAccount(name)),
        isPaused: name === 'op-1',
      }),
    },
  })
  const one = await at.phone('op-1')
  const { final } = (await at.phone('caller-1')).call('112')
  await until(() => expect(idOfCall()).not.toBe(''))
  expect(one.invitations).toHaveLength(0)
  at.pbx.core.take(idOfCall(), 'op-1')
  await (await at.rung(one)).accept()
  expect(await final).toBe(200)
})
