import { afterEach, beforeEach, expect, test } from 'vitest'
import { UserAgent, type Session, type URI } from 'sip.js'
import { testDomain } from '#sip/testing/accounts.ts'
import { scene, until, type Scene } from '#sip/testing/pbx-scene.ts'
import { isOver, isUp } from '#sip/testing/phones/sip-js-phone.ts'

let at: Scene
beforeEach(() => {
  at = scene()
})
afterEach(() => at.end())

const uri = (user: string, host = testDomain): URI => {
  const made = UserAgent.makeURI(`sip:${user}@${host}`)
  if (!made) throw new Error('no URI')
  return made
}

/** The status of the REFER, then those of its reports. */
function refer(session: Session, target: URI | Session): number[] {
  const statuses: number[] = []
  void session.refer(target, {
    requestDelegate: {
      onAccept: ({ message }) => void statuses.push(message.statusCode ?? 0),
      onReject: ({ message }) => void statuses.push(message.statusCode ?? 0),
    },
    onNotify: (notification) => {
      void notification.accept()
      statuses.push(Number(/^SIP\/2\.0 (\d{3})/.exec(notification.request.body)?.[1]))
    },
  })
  return statuses
}

test('a blind transfer rings the colleague; on the answer the resident talks to him and the first is free', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  const statuses = refer(talk.operator, uri('op-2'))
  const invitation = await at.rung(second)
  expect(isUp(talk.operator)).toBe(true)
  await invitation.accept()
  await until(() => expect(isOver(talk.operator)).toBe(true))
  expect(statuses).toEqual([202, 100, 200])
  expect(isUp(talk.caller)).toBe(true)
  expect(isUp(invitation)).toBe(true)
  expect(caller.heard.at(-1)).toContain('o=op-2')
  expect(second.heard.at(-1)).toContain('o=caller-1')
  expect(at.pbx.story().slice(6)).toEqual([
    'call.transferred',
    'leg.offered op-2',
    'leg.answered op-2',
    'leg.joined op-2',
    'leg.ended op-1 normal',
  ])
  await talk.caller.bye()
  await until(() => expect(isOver(invitation)).toBe(true))
  expect(at.pbx.core.counts()).toMatchObject({ calls: 0, legs: 0, dialogs: 0 })
})

test('a blind transfer that is refused leaves the operator with the resident', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  const statuses = refer(talk.operator, uri('op-2'))
  await (await at.rung(second)).reject({ statusCode: 486 })
  await until(() => expect(statuses).toEqual([202, 100, 486]))
  expect(isUp(talk.caller) && isUp(talk.operator)).toBe(true)
})

test('the operator may hang up while the colleague still rings', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  const statuses = refer(talk.operator, uri('op-2'))
  const invitation = await at.rung(second)
  await until(() => expect(statuses).toEqual([202, 100]))
  await talk.operator.bye()
  await invitation.accept()
  await until(() => expect(caller.heard.at(-1)).toContain('o=op-2'))
  expect(isUp(talk.caller)).toBe(true)
})

test('a transfer back into the queue reaches the next free operator', async () => {
  const [first, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  const second = await at.phone('op-2')
  refer(talk.operator, uri('112'))
  await (await at.rung(second)).accept()
  await until(() => expect(caller.heard.at(-1)).toContain('o=op-2'))
  expect(isOver(talk.operator)).toBe(true)
  expect(at.pbx.story().filter((line) => line === 'call.queued')).toHaveLength(2)
})

test('an attended transfer puts the two others together', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  const consultation = first.call('op-2')
  const invitation = await at.rung(second)
  await invitation.accept()
  expect(await consultation.final).toBe(200)
  await until(() => expect(isUp(consultation.session)).toBe(true))
  const statuses = refer(talk.operator, consultation.session)
  await until(() => expect(isOver(talk.operator) && isOver(consultation.session)).toBe(true))
  expect(statuses).toEqual([202, 100, 200])
  expect(isUp(talk.caller) && isUp(invitation)).toBe(true)
  expect(caller.heard.at(-1)).toContain('o=op-2')
  expect(second.heard.at(-1)).toContain('o=caller-1')
  const [arrived] = at.pbx.events()
  const ends = at.pbx.events().filter(({ type }) => type === 'call.ended')
  expect(ends).toHaveLength(1)
  expect(ends[0]?.callId).not.toBe(arrived?.callId)
  await invitation.bye()
  await until(() => expect(isOver(talk.caller)).toBe(true))
  expect(at.pbx.core.counts()).toMatchObject({ calls: 0, legs: 0, dialogs: 0 })
})

test('nothing is transferred to outside, by residents, or into other people’s calls', async () => {
  const [first, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  for (const [session, target, status] of [
    [talk.operator, uri('op-2', 'elsewhere.example'), 403],
    [talk.operator, uri('op-99'), 404],
    [talk.caller, uri('op-2'), 403],
  ] as const) {
    const statuses = refer(session, target)
    await until(() => expect(statuses).toEqual([status]))
  }
  const [other, thief] = [await at.phone('caller-2'), await at.phone('op-2')]
  const second = await at.talk(other, thief)
  const statuses = refer(second.operator, talk.operator)
  await until(() => expect(statuses).toEqual([481]))
})
