import type { OperatorOffer } from '#server/adapters/db/operator/offers.ts'
import type { Deps } from '#server/app/deps.ts'

const everyMs = 1000

export interface OperatorWatch {
  /** Looks at once: somebody changed a state. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Heartbeats that stop and rests that end are no events: nobody tells of them. So the offers are looked at every
 * second, and `changed` gets the SIP names whose offer is another than before. Asterisk reads the same view itself.
 */
export function watchOperators(deps: Deps, changed: (usernames: string[]) => void): OperatorWatch {
  const known = new Map<string, string>()
  let running: Promise<void> | null = null
  let isWanted = false
  let isStopped = false

  async function look(): Promise<void> {
    const names: string[] = []
    for (const offer of await deps.store.repositories.operatorOffers.all()) {
      const text = textOf(offer)
      if (known.get(offer.sipUsername) === text) continue
      known.set(offer.sipUsername, text)
      names.push(offer.sipUsername)
    }
    if (names.length > 0 && !isStopped) changed(names)
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
const textOf = ({
  isOffered,
  isPaused,
  pauseName,
  note,
  isWrappingUp,
  wrapUpUntil,
  why,
}: OperatorOffer): string =>
  JSON.stringify([isOffered, isPaused, pauseName, note, isWrappingUp, wrapUpUntil, why])
