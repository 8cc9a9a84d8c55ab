import type { CallEvent } from '#contracts/call-event.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { localDay } from '#domain/house/local-day.ts'
import { longestWaitMs } from '#domain/kept-place/next-step.ts'
import type { Transaction } from '#server/store.ts'
import { writtenOnce, type CallBatch, type CallProjection, type When } from '../call-projection.ts'

/** Places in the queue that wait for who has hung up: opened and closed by the ledger, and each key is a consent. */
export const places: CallProjection = {
  kind: 'place',
  ...writtenOnce,
  project: () => ({ writes: {}, unknown: [] }),
  async afterwards(tx, batch, when) {
    for (const event of batch.events) await follow(tx, event, batch, when)
    const over = [...batch.calls.values()].filter(({ keptPlace }) => keptPlace?.isWaiting === false)
    if (over.length > 0)
      await tx.keptPlaces.over(
        over.map(({ id }) => id),
        when.now,
      )
    return []
  },
}

async function follow(
  tx: Transaction,
  event: CallEvent,
  { calls }: CallBatch,
  { now, timeZone }: When,
): Promise<void> {
  const callId = callIdOf(event)
  const call = calls.get(callId)
  if (call === undefined || call.keptPlace === null) return
  if (event.type === 'call.placeLeft') await tx.keptPlaces.left(callId, event.placement)
  if (event.type === 'call.placeTried') await tx.keptPlaces.tried(callId, call.keptPlace.tries, event.at)
  if (event.type === 'call.placeKept') {
    const { number, queue, priority, at } = event
    const digits = phoneDigits(number)
    const since = call.queuedAt ?? call.arrivedAt
    await tx.keptPlaces.keep({ callId, digits, queue, priority, since, at })
    // to this one call: until the end of the day in which it is made at the latest
    const until = localDay(new Date(Date.parse(at) + longestWaitMs), timeZone)
    await tx.consents.addCallBackKeys([{ callId, digits, at, until }])
    await tx.jobs.addUnlessWaiting({ kind: 'places.keep', runAt: now, now })
  }
  if (event.type === 'leg.ended' && call.keptPlace.isWaiting)
    await tx.jobs.addUnlessWaiting({ kind: 'places.keep', runAt: now, now })
}
