import type { LiveState } from '#contracts/journal.ts'
import type { OperatorOffer } from '#server/features/operator/db/offers.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { presenceOf, type Presence } from '#domain/operator/presence.ts'
import type { PbxLive } from '#sip/live.ts'

type Seen = PbxLive['operators'][number]

/**
 * Keeps what the PBX shows now for every board, together with what people and their pages say: its operators under
 * their names, with the state that these facts make, and the history of states. A SIP name that is nobody's of ours
 * is left out; one of ours that the PBX does not know is offline.
 */
export async function reportLive(deps: Deps, live: PbxLive): Promise<LiveState> {
  const seen = new Map(live.operators.map((operator) => [operator.sipUsername, operator]))
  const now = deps.now()
  return deps.store.transaction(async (tx) => {
    const offers = await withWrapUps(tx, seen)
    const shown = offers.map((offer) => {
      const pbx = seen.get(offer.sipUsername)
      const presence = presenceOf(offer, pbx?.state ?? 'offline')
      const reason = presence.reason ?? presence.why ?? null
      const isSame = offer.openState === presence.state && offer.openReason === reason
      const since = isSame && offer.openSince !== null ? offer.openSince : begun(presence, pbx, now)
      return { offer, presence, reason, isSame, since }
    })
    await tx.operatorStates.beginIntervals(
      shown
        .filter(({ isSame }) => !isSame)
        .map(({ offer, presence, reason, since }) => ({
          userId: offer.userId,
          state: presence.state,
          reason,
          note: presence.note ?? '',
          at: since,
        })),
    )
    for (const { offer, presence, isSame } of shown) {
      const note = presence.note ?? ''
      if (isSame && offer.openNote !== note) await tx.operatorStates.noteInterval(offer.userId, note)
    }
    const state: LiveState = {
      operators: shown.map(({ offer: { sipUsername, userId, name }, presence, since }) => ({
        sipUsername,
        userId,
        name,
        ...presence,
        since: since.toISOString(),
      })),
      pbx: { kind: deps.installation.pbx, state: live.state, since: live.since },
      waiting: live.waiting,
    }
    await tx.liveState.write(state, now)
    return state
  })
}

/** Who has just ended a talk rests; the intervals remember the talk, whichever process saw it. */
async function withWrapUps(tx: Repositories, seen: ReadonlyMap<string, Seen>): Promise<OperatorOffer[]> {
  const offers = await tx.operatorOffers.all()
  const ended = offers.filter(({ sipUsername, openState, isPaused }) => {
    const pbx = seen.get(sipUsername)?.state
    return openState === 'talking' && !isPaused && (pbx === 'available' || pbx === 'paused')
  })
  if (ended.length === 0) return offers
  const { settings } = await tx.settings.read()
  if (settings.wrap_up_seconds === 0) return offers
  await tx.operatorStates.beginWrapUp(
    ended.map(({ userId }) => userId),
    settings.wrap_up_seconds,
  )
  return tx.operatorOffers.all()
}

/** The PBX knows better than this report when a call or a registration changed. */
function begun({ state }: Presence, pbx: Seen | undefined, now: Date): Date {
  const at = pbx?.state === state ? new Date(pbx.since) : now
  return at > now ? now : at
}
