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
  const { operatorOffers, liveState } = deps.store.repositories
  // a call that waits changes nobody's state: two statements, and no transaction
  const known = await operatorOffers.all()
  const before = shownOf(known, seen, now)
  if (restingOf(known, seen).length === 0 && before.every(({ isSame, isSameNote }) => isSame && isSameNote)) {
    const state = stateOf(before, live, deps)
    await liveState.write(state, now)
    return state
  }
  return deps.store.transaction(async (tx) => {
    const shown = shownOf(await withWrapUps(tx, seen), seen, now)
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
    for (const { offer, presence, isSame, isSameNote } of shown)
      if (isSame && !isSameNote) await tx.operatorStates.noteInterval(offer.userId, presence.note ?? '')
    const state = stateOf(shown, live, deps)
    await tx.liveState.write(state, now)
    return state
  })
}

/** Each operator as he is shown, beside the open interval of his history. */
const shownOf = (offers: readonly OperatorOffer[], seen: ReadonlyMap<string, Seen>, now: Date) =>
  offers.map((offer) => {
    const pbx = seen.get(offer.sipUsername)
    const presence = presenceOf(offer, pbx?.state ?? 'offline')
    const reason = presence.reason ?? presence.why ?? null
    const isSame = offer.openState === presence.state && offer.openReason === reason
    const since = isSame && offer.openSince !== null ? offer.openSince : begun(presence, pbx, now)
    return { offer, presence, reason, isSame, isSameNote: offer.openNote === (presence.note ?? ''), since }
  })

const stateOf = (shown: ReturnType<typeof shownOf>, live: PbxLive, { installation }: Deps): LiveState => ({
  operators: shown.map(({ offer: { sipUsername, userId, name }, presence, since }) => ({
    sipUsername,
    userId,
    name,
    ...presence,
    since: since.toISOString(),
  })),
  pbx: { kind: installation.pbx, state: live.state, since: live.since },
  waiting: live.waiting,
  ...(live.trunks === undefined ? {} : { trunks: live.trunks }),
})

/** Who has just ended a talk rests; the intervals remember the talk, whichever process saw it. */
async function withWrapUps(tx: Repositories, seen: ReadonlyMap<string, Seen>): Promise<OperatorOffer[]> {
  const offers = await tx.operatorOffers.all()
  const ended = restingOf(offers, seen)
  if (ended.length === 0) return offers
  const { settings } = await tx.settings.read()
  if (settings.wrap_up_seconds === 0) return offers
  await tx.operatorStates.beginWrapUp(
    ended.map(({ userId }) => userId),
    settings.wrap_up_seconds,
  )
  return tx.operatorOffers.all()
}

/** Those whose talk has just ended. */
const restingOf = (offers: readonly OperatorOffer[], seen: ReadonlyMap<string, Seen>): OperatorOffer[] =>
  offers.filter(({ sipUsername, openState, isPaused }) => {
    const pbx = seen.get(sipUsername)?.state
    return openState === 'talking' && !isPaused && (pbx === 'available' || pbx === 'paused')
  })

/** The PBX knows better than this report when a call or a registration changed. */
function begun({ state }: Presence, pbx: Seen | undefined, now: Date): Date {
  const at = pbx?.state === state ? new Date(pbx.since) : now
  return at > now ? now : at
}
