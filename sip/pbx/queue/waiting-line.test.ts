import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testAccount } from '../../testing/accounts.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { assign } from './assign.ts'
import { Operators } from './operators.ts'
import { placesEveryMs, WaitingLine, type Waiter } from './waiting-line.ts'

const wrapUpMs = 3000
const notTakenMs = 5000
const maxWaitMs = 60_000

/** What may happen in a shift: `n` picks a caller or an operator. */
const step = fc.oneof(
  fc.record({ type: fc.constant('calls' as const) }),
  fc.record({ type: fc.constant('givesUp' as const), n: fc.nat(20) }),
  fc.record({ type: fc.constant('answers' as const), n: fc.nat(20) }),
  fc.record({ type: fc.constant('refuses' as const), n: fc.nat(20) }),
  fc.record({ type: fc.constant('hangsUp' as const), n: fc.nat(20) }),
  fc.record({ type: fc.constant('registers' as const), n: fc.nat(4), isPaused: fc.boolean() }),
  fc.record({ type: fc.constant('leaves' as const), n: fc.nat(4) }),
  fc.record({ type: fc.constant('takes' as const), n: fc.nat(20), operator: fc.nat(4) }),
  fc.record({ type: fc.constant('passes' as const), ms: fc.nat(20_000) }),
)

interface Offer {
  username: string
  caller: string
  legId: string
  settle: (isDone: boolean) => void
}

test('whatever happens, no operator is rung twice at once, none who may not be, and no caller is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = manualClock()
      const outcomes = new Map<string, string>()
      const offers: Offer[] = []
      const talks: { username: string; legId: string }[] = []
      const paused = new Map<string, boolean>()
      const waiters = new Map<string, Waiter>()
      const line: { current: WaitingLine | null } = { current: null }
      const operators = new Operators(clock, () => line.current?.match())
      const waiting = new WaitingLine({ clock, operators, maxWaitMs, maxWaiting: 100, changed: () => {} })
      line.current = waiting
      let legs = 0
      let isTaking = false

      const waiterOf = (caller: string): Waiter => ({
        callId: caller,
        offer: (username) =>
          new Promise((settle) => {
            expect(offers.some((other) => other.username === username)).toBe(false)
            expect(talks.some((talk) => talk.username === username)).toBe(false)
            expect(isTaking || paused.get(username) === false).toBe(true)
            expect(offers.some((other) => other.caller === caller)).toBe(false)
            const legId = `leg-${++legs}`
            offers.push({ username, caller, legId, settle })
            operators.rings(username, legId)
          }),
        withdraw: () => stopRinging(caller, false),
        announce: () => {},
        tooLong: () => {
          outcomes.set(caller, 'calledBack')
          stopRinging(caller)
        },
      })
      const take = (n: number): Offer | undefined => offers.splice(n % Math.max(1, offers.length), 1)[0]
      function stopRinging(caller: string, isDone = true): void {
        const i = offers.findIndex((offer) => offer.caller === caller)
        const [offer] = i < 0 ? [] : offers.splice(i, 1)
        if (offer === undefined) return
        operators.released(offer.username, offer.legId, { afterTalkMs: wrapUpMs, afterRingMs: 0 })
        offer.settle(isDone)
      }

      for (const now of steps) {
        switch (now.type) {
          case 'calls': {
            const caller = `caller-${waiters.size}`
            const waiter = waiterOf(caller)
            waiters.set(caller, waiter)
            waiting.join(waiter)
            break
          }
          case 'givesUp': {
            const open = [...waiters].filter(([caller]) => !outcomes.has(caller))
            const [caller, waiter] = open[now.n % Math.max(1, open.length)] ?? []
            if (caller === undefined || waiter === undefined) break
            outcomes.set(caller, 'gaveUp')
            waiting.leave(waiter)
            stopRinging(caller)
            break
          }
          case 'answers': {
            const offer = take(now.n)
            if (offer === undefined) break
            outcomes.set(offer.caller, 'answered')
            talks.push(offer)
            operators.talks(offer.username, offer.legId)
            offer.settle(true)
            break
          }
          case 'refuses': {
            const offer = take(now.n)
            if (offer === undefined) break
            operators.released(offer.username, offer.legId, {
              afterTalkMs: wrapUpMs,
              afterRingMs: notTakenMs,
            })
            offer.settle(false)
            break
          }
          case 'hangsUp': {
            const [talk] = talks.splice(now.n % Math.max(1, talks.length), 1)
            if (talk === undefined) break
            operators.released(talk.username, talk.legId, { afterTalkMs: wrapUpMs, afterRingMs: 0 })
            break
          }
          case 'registers': {
            const username = `op-${now.n}`
            paused.set(username, now.isPaused)
            operators.registered(testAccount(username, { isPaused: now.isPaused }))
            break
          }
          case 'takes': {
            const open = [...waiters.keys()].filter((caller) => !outcomes.has(caller))
            const caller = open[now.n % Math.max(1, open.length)]
            const username = `op-${now.operator}`
            if (caller === undefined || !paused.has(username) || operators.isBusy(username)) break
            isTaking = true
            if (!waiting.take(caller, username)) throw new Error(`${caller} waits and was not taken`)
            isTaking = false
            if (!offers.some((offer) => offer.caller === caller && offer.username === username))
              throw new Error(`${username} is not rung for ${caller}`)
            break
          }
          case 'leaves':
            operators.unregistered(`op-${now.n}`)
            break
          case 'passes':
            await clock.pass(now.ms)
            break
        }
        await clock.pass(0)
        // Nobody waits while somebody is free.
        const isIdle = operators.free().length > 0
        const unserved = [...waiters.keys()].filter(
          (caller) => !outcomes.has(caller) && !offers.some((offer) => offer.caller === caller),
        )
        expect(isIdle && unserved.length > 0).toBe(false)
      }
      await clock.pass(maxWaitMs)
      // Every caller came to an end, and none is kept.
      expect([...waiters.keys()].filter((caller) => !outcomes.has(caller))).toEqual([])
      expect(waiting.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('who comes hears his place at once, and a hundred who wait hear once a second how they moved up', async () => {
  const clock = manualClock()
  const operators = new Operators(clock, () => {})
  const waiting = new WaitingLine({ clock, operators, maxWaitMs, maxWaiting: 100, changed: () => {} })
  const told: string[] = []
  const waiterOf = (callId: string): Waiter => ({
    callId,
    offer: () => Promise.resolve(false),
    withdraw: () => {},
    announce: (place) => told.push(`${callId}: ${place}`),
    tooLong: () => {},
  })
  const all = Array.from({ length: 100 }, (_, n) => waiterOf(`c${n + 1}`))
  for (const waiter of all) waiting.join(waiter)
  expect(told).toEqual(all.map(({ callId }, n) => `${callId}: ${n + 1}`))
  told.length = 0
  for (const waiter of all.slice(0, 40)) {
    waiting.leave(waiter)
    await clock.pass(placesEveryMs / 80)
  }
  expect(told).toEqual([])
  await clock.pass(placesEveryMs / 2)
  expect(told).toEqual(all.slice(40).map(({ callId }, n) => `${callId}: ${n + 1}`))
  await clock.pass(placesEveryMs)
  expect(told).toHaveLength(60)
  for (const waiter of all.slice(40)) waiting.leave(waiter)
  await clock.pass(placesEveryMs)
  expect([told.length, clock.pending]).toEqual([60, 0])
})

test('pairs are made in the order of waiting and of idleness', () => {
  const waiting = [
    { callId: 'late', since: 30 },
    { callId: 'early', since: 10 },
    { callId: 'middle', since: 20 },
  ]
  const free = [
    { username: 'op-2', idleSince: 5 },
    { username: 'op-1', idleSince: 9 },
  ]
  expect(assign(waiting, free)).toEqual([
    { callId: 'early', username: 'op-2' },
    { callId: 'middle', username: 'op-1' },
  ])
})
