import { afterEach, beforeEach, expect, test } from 'vitest'
import { scene, until, type Scene } from '../../testing/pbx-scene.ts'
import { holdOf, isOver, isUp } from '#sip/testing/phones/sip-js-phone.ts'

const queue = { number: '112', name: 'dispatch', ringSeconds: 0.3, maxWaitSeconds: 120, wrapUpSeconds: 0 }
let at: Scene
beforeEach(() => {
  at = scene({ queue: { ...queue, ringSeconds: 20 } })
})
afterEach(() => at.end())

test('a resident calls, the operator answers, both hear each other, the resident hangs up', async () => {
  const operator = await at.phone('op-1')
  const caller = await at.phone('caller-1')
  const { session, provisional, final } = caller.call('112')
  const invitation = await at.rung(operator)
  expect(invitation.remoteIdentity.uri.user).toBe('+79220000001')
  expect(invitation.remoteIdentity.displayName).toBe('Анна')
  await invitation.accept()
  expect(await final).toBe(200)
  expect(provisional).toContain('180 Ringing')
  await until(() => expect(isUp(invitation)).toBe(true))
  expect(operator.heard.at(-1)).toContain('o=caller-1')
  expect(caller.heard.at(-1)).toContain('o=op-1')
  await session.bye()
  await until(() => expect(isOver(invitation)).toBe(true))
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
  const [arrived] = at.pbx.events()
  const header = invitation.request.getHeader('X-Vakhta-Call')
  expect(header).toBe(`embedded:${arrived?.callId}`)
  expect(at.pbx.core.counts()).toMatchObject({ calls: 0, legs: 0, dialogs: 0, waiting: 0 })
})

test('the operator hangs up: the resident is released, the end is the operator’s', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  await talk.operator.bye()
  await until(() => expect(isOver(talk.caller)).toBe(true))
  expect(at.pbx.events().at(-1)).toMatchObject({ type: 'call.ended', endedBy: 'operator', cause: 'normal' })
})

test('a busy operator is passed over for the next', async () => {
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const { final } = caller.call('112')
  await (await at.rung(first)).reject({ statusCode: 486 })
  await (await at.rung(second)).accept()
  expect(await final).toBe(200)
  expect(at.pbx.story()).toContain('leg.ended op-1 busy')
})

test('nobody picks up in time: the next operator rings, the first stops ringing', async () => {
  await at.end()
  at = scene({ queue })
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const { final } = caller.call('112')
  const unanswered = await at.rung(first)
  await (await at.rung(second)).accept()
  expect(await final).toBe(200)
  await until(() => expect(isOver(unanswered)).toBe(true))
  expect(at.pbx.story()).toContain('leg.ended op-1 noAnswer')
})

test('the resident hangs up while it rings: 487, the operator’s phone falls silent', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const { session, final } = caller.call('112')
  const invitation = await at.rung(operator)
  await session.cancel()
  expect(await final).toBe(487)
  await until(() => expect(isOver(invitation)).toBe(true))
  expect(at.pbx.events().at(-1)).toMatchObject({ type: 'call.ended', endedBy: 'caller', cause: 'cancelled' })
  expect(at.pbx.story()).toContain('leg.ended op-1 cancelled')
})

test('two residents wait, each knows the place, and they are served in order', async () => {
  const [one, two] = [await at.phone('caller-1'), await at.phone('caller-2')]
  const first = one.call('112')
  await until(() => expect(first.provisional).toContain('182 Queued, place 1'))
  const second = two.call('112')
  await until(() => expect(second.provisional).toContain('182 Queued, place 2'))
  await until(() => expect(at.pbx.lives.at(-1)?.waiting).toBe(2))
  const operator = await at.phone('op-1')
  const invitation = await at.rung(operator)
  await invitation.accept()
  expect(await first.final).toBe(200)
  await until(() => expect(second.provisional).toContain('182 Queued, place 1'))
  await first.session.bye()
  await (await at.rung(operator, 2)).accept()
  expect(await second.final).toBe(200)
})

test('who waits too long is promised a call back', async () => {
  await at.end()
  at = scene({ queue: { ...queue, maxWaitSeconds: 0.2 } })
  const caller = await at.phone('caller-1')
  expect(await caller.call('112').final).toBe(480)
  expect(at.pbx.story()).toEqual([
    'call.arrived',
    'call.queued',
    'call.callbackAsked',
    'leg.ended noAnswer',
    'call.ended noAnswer',
  ])
})

test('the longest idle operator is rung first; one who rests after a call is not', async () => {
  await at.end()
  at = scene({ queue: { ...queue, ringSeconds: 20, wrapUpSeconds: 60 } })
  const [first, second, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const talk = await at.talk(caller, first)
  await talk.caller.bye()
  await until(() => expect(at.pbx.core.counts().calls).toBe(0))
  await at.talk(caller, second)
  expect(first.invitations).toHaveLength(1)
})

test('a paused operator is not rung until the pause is over', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const account = at.pbx.accounts.byName.get('op-1')
  if (!account) throw new Error('no account')
  at.pbx.accounts.byName.set('op-1', { ...account, isPaused: true })
  at.pbx.core.refreshAccounts(['op-1'])
  await until(() => expect(at.pbx.core.live().operators[0]?.state).toBe('paused'))
  const { provisional } = caller.call('112')
  await until(() => expect(provisional).toContain('182 Queued, place 1'))
  expect(operator.invitations).toHaveLength(0)
  at.pbx.accounts.byName.set('op-1', account)
  at.pbx.core.refreshAccounts(['op-1'])
  await at.rung(operator)
})

test('hold and resume go through to the other side and into the ledger', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  holdOf.set(talk.operator, true)
  await talk.operator.invite()
  await until(() => expect(at.pbx.story()).toContain('leg.held'))
  expect(caller.heard.at(-1)).toContain('a=sendonly')
  await until(() => expect(operator.heard).toHaveLength(2))
  holdOf.set(talk.operator, false)
  await talk.operator.invite()
  await until(() => expect(at.pbx.story()).toContain('leg.resumed'))
  expect(caller.heard.at(-1)).toContain('a=sendrecv')
})

test('DTMF by INFO reaches the other side; other bodies are refused', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  const heard: string[] = []
  talk.operator.delegate = {
    onInfo: (info) => {
      heard.push(info.request.body)
      void info.accept()
    },
  }
  const send = (contentType: string): Promise<number> =>
    new Promise((resolve) => {
      void talk.caller.info({
        requestOptions: {
          body: { contentDisposition: 'render', contentType, content: 'Signal=5\r\nDuration=100' },
        },
        requestDelegate: {
          onAccept: ({ message }) => resolve(message.statusCode ?? 0),
          onReject: ({ message }) => resolve(message.statusCode ?? 0),
        },
      })
    })
  expect(await send('application/dtmf-relay')).toBe(200)
  expect(heard).toEqual(['Signal=5\r\nDuration=100'])
  expect(await send('text/html')).toBe(415)
})

test('an operator calls a colleague, and calls a registered resident back by number', async () => {
  const [one, two, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const toColleague = one.call('op-2')
  await (await at.rung(two)).accept()
  expect(await toColleague.final).toBe(200)
  await toColleague.session.bye()
  await until(() => expect(at.pbx.core.counts().calls).toBe(0))
  const toResident = one.call('+79220000001')
  await (await at.rung(caller)).accept()
  expect(await toResident.final).toBe(200)
  expect(at.pbx.events().filter(({ type }) => type === 'call.dialled')).toMatchObject([
    { operator: 'op-1', to: 'op-2' },
    { operator: 'op-1', to: '+79220000001' },
  ])
})

test('unknown numbers are 404, a busy colleague 486, and residents reach nothing but the queue', async () => {
  const [one, two, caller] = [await at.phone('op-1'), await at.phone('op-2'), await at.phone('caller-1')]
  const stranger = one.call('op-99')
  expect(await stranger.final).toBe(404)
  // the page opens the card of the call that it could not make
  expect(stranger.refused()).toBe(`embedded:${at.pbx.events()[0]?.callId}`)
  expect(await caller.call('op-1').final).toBe(404)
  await at.talk(caller, one)
  expect(await two.call('op-1').final).toBe(486)
})

test('when the PBX stops, calls end as lost, and after a crash the next start says so', async () => {
  const [operator, caller] = [await at.phone('op-1'), await at.phone('caller-1')]
  const talk = await at.talk(caller, operator)
  at.pbx.core.stop()
  await until(() => expect(isOver(talk.caller) && isOver(talk.operator)).toBe(true))
  expect(at.pbx.events().at(-1)).toMatchObject({ type: 'call.ended', endedBy: 'system', cause: 'lost' })
})
