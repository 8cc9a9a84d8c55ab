import type { OperatorOffer } from '#server/features/operator/db/offers.ts'
import type { Deps } from '#server/deps.ts'
import type { PbxLive } from '#sip/live.ts'

const everyMs = 1000

export interface OperatorWatch {
  /** Looks at once: somebody changed a state. */
  wake(): void
  stop(): Promise<void>
}

export interface OperatorWatchOptions {
  /** What the PBX said last; null before its first word. */
  live: () => PbxLive | null
  /** What these show is another than before. */
  changed: (usernames: string[]) => void
  /** The PBX offers calls to these, or withholds them, by an account that is not true any more. */
  outdated: (usernames: string[]) => void
}

/**
 * Heartbeats that stop and rests that end are no events: nobody tells of them. So the offers are looked at every
 * second. A phone may register by an account that was read a moment before it changed, there and back between two
 * looks; so what the PBX does is compared too, and not only what was seen before. Asterisk reads the same view itself.
 */
export function watchOperators(deps: Deps, { live, changed, outdated }: OperatorWatchOptions): OperatorWatch {
  const known = new Map<string, string>()
  let running: Promise<void> | null = null
  let isWanted = false
  let isStopped = false

  async function look(): Promise<void> {
    const offers = await deps.store.repositories.operatorOffers.all()
    if (isStopped) return
    const seen = new Map(live()?.operators.map(({ sipUsername, state }) => [sipUsername, state]))
    const wrong = offers.filter(
      ({ sipUsername, isOffered }) => seen.get(sipUsername) === (isOffered ? 'paused' : 'available'),
    )
    if (wrong.length > 0) outdated(wrong.map(({ sipUsername }) => sipUsername))
    const others = offers.filter((offer) => known.get(offer.sipUsername) !== textOf(offer))
    for (const offer of others) known.set(offer.sipUsername, textOf(offer))
    if (others.length > 0) changed(others.map(({ sipUsername }) => sipUsername))
  }

  async function lookWhileWanted(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      await look().catch((error: unknown) =>
        deps.log.debug({ err: error }, 'operators could not be looked at'),
      )
    }
    running = null
  }
  function wake(): void {
    isWanted = true
    running ??= lookWhileWanted()
  }

  const timer = setInterval(wake, everyMs)
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** What decides about calls and is shown; the history beside it changes by our own hand. */
const textOf = (offer: OperatorOffer): string => {
  const { isOffered, isPaused, pauseName, note, isWrappingUp, wrapUpUntil, why, wasJustHere } = offer
  return JSON.stringify([isOffered, isPaused, pauseName, note, isWrappingUp, wrapUpUntil, why, wasJustHere])
}
