import { randomUUID } from 'node:crypto'
import { CallPermit } from '#contracts/call-permit.ts'
import type { PlaceGivenUp } from '#contracts/call-event.ts'
import { mayDial } from '#contracts/dial-plan/dial-plan.ts'
import { allowancesOf } from '#domain/dial/allowances.ts'
import { pbxCallId } from '#domain/call/call-id.ts'
import { nextStep } from '#domain/kept-place/next-step.ts'
import { placeAmong } from '#domain/kept-place/order.ts'
import type { Deps } from '#server/deps.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { mayCall, permitCall, type WantedCall } from '#server/features/consent/may-call.ts'
import type { PlaceCalls } from '#sip/asterisk/ami/kept-places.ts'
import { placeChannel } from '#sip/translate/place-channel.ts'
import type { OpenPlace } from './db/kept-places.ts'
import { openQueues } from './open-queues.ts'

type Look = Awaited<ReturnType<PlaceCalls['look']>>

/**
 * Looks at all places that are kept, in their order: what is to stand in the PBX's queue is put there, where it belongs by
 * the time for which its caller has waited, and from then on the PBX alone says whose turn it is. Written before it is asked
 * for, each in a transaction of its own, so that a process that dies in between is taken up again and nobody is rung twice.
 * Answers whether any is kept.
 */
export async function keepPlaces(deps: Deps): Promise<boolean> {
  const { store, messages } = deps
  const open = await store.repositories.keptPlaces.open()
  if (open.length === 0) return false
  const calls = messages.places
  const look = calls === null ? null : await calls.look()
  const queues = await openQueues(deps)
  for (const place of open) await takeStep(deps, place, look, queues)
  return true
}

async function takeStep(
  deps: Deps,
  place: OpenPlace,
  look: Look | null,
  queues: (place: OpenPlace) => boolean,
): Promise<void> {
  const { store, log } = deps
  const { keptPlaces, phoneOrders, settings } = store.repositories
  const { callId, digits, placements } = place
  const now = deps.now()
  const channel = placeChannel(pbxCallId(callId), placements)
  const isStanding = look?.going.has(channel) ?? false
  const allowances = allowancesOf((await settings.read()).settings)
  const step = nextStep(place, {
    ...place,
    now: now.getTime(),
    isStanding,
    isOpen: queues(place),
    mayCall: (await mayCall(deps, wantedCall(digits))).may === 'now',
    canCall: look !== null && mayDial(`+${digits}`, allowances),
  })
  if (isStanding && place.goneAt !== null) await keptPlaces.gone(callId, null)
  switch (step.do) {
    case 'wait':
      return
    case 'noteGone':
      return keptPlaces.gone(callId, now)
    case 'takeOut':
      return phoneOrders.give({ kind: 'takeOut', callId })
    case 'giveUp':
      log.info({ callId, why: step.why }, 'a place in the queue is given up')
      return giveUp(deps, callId, step.why)
    case 'place': {
      const placement = step.again ? placements : await keptPlaces.place(callId, now)
      if (placement !== null && look !== null) await put(deps, place, placement, look)
    }
  }
}

/** Puts it into the PBX's queue. One that is lost on the way is found missing and put there again under the same name. */
async function put(deps: Deps, place: OpenPlace, placement: number, look: Look): Promise<void> {
  const { store, log, messages } = deps
  const calls = messages.places
  const { callId, digits, queue, priority } = place
  const id = placeChannel(pbxCallId(callId), placement)
  const permit = await permitCall(deps, { ...wantedCall(digits), id })
  if (calls === null || !CallPermit.isOne(permit)) return
  const at = placeAmong({ id, priority, since: place.since }, await standing(deps, queue, look))
  await calls.call({ permit, queue, priority, place: at })
  await store.repositories.keptPlaces.gone(callId, null)
  look.standing = [...look.standing, { id, queue, priority, waitSeconds: 0 }]
  log.info({ callId, placement, place: at }, 'a place in the queue waits for its caller')
}

/** Who stands in that queue, since when: what stands for somebody waits for as long as he does. */
async function standing({ store, now }: Deps, queue: string, look: Look) {
  const here = look.standing.filter((one) => one.queue === queue)
  const known = await store.repositories.keptPlaces.waitingSince(here.map(({ id }) => id))
  return here.map(({ id, priority, waitSeconds }) => ({
    id,
    priority,
    since: known.get(id) ?? now().getTime() - waitSeconds * 1000,
  }))
}

/** An event of the call like those of the PBX, so it survives a rebuild. */
async function giveUp(deps: Deps, callId: string, why: PlaceGivenUp): Promise<void> {
  const [source = ''] = callId.split(':')
  const event = {
    type: 'call.placeGivenUp',
    source,
    position: `desk:${randomUUID()}`,
    at: deps.now().toISOString(),
    callId: pbxCallId(callId),
    why,
  } as const
  await receiveCallEvents(deps, { source: 'desk', events: [event], cursor: { inode: '0', offset: 0 } })
}

const wantedCall = (digits: string): WantedCall => ({ kind: 'machineCallBack', digits, shutdownId: null })
