import type { PlaceGivenUp } from '#contracts/call-event.ts'
import { callRules } from '../consent/rules.ts'

/** A place in the queue that waits for its caller, who has hung up. Moments are milliseconds. */
export interface KeptPlace {
  digits: string
  keptAt: number
  /** How often he was rung and not reached. */
  tries: number
  triedAt: number | null
  /** Something stands in the PBX's queue for him, for all that the ledger says. */
  isPlaced: boolean
  /** Since when the PBX itself does not know it any more, and the ledger has not said so yet. */
  goneAt: number | null
}

export interface PlaceFacts {
  now: number
  /** What stands in the queue for him is there, by the PBX's own word. */
  isStanding: boolean
  /** An operator has taken it, and he is being rung. */
  isAtOperator: boolean
  /** He has not hung up yet. */
  isOnPhone: boolean
  /** A later call from or to his number: he waits in that one, or was spoken with. */
  calledAgain: boolean
  /** Another place stands for the same number. */
  isTwice: boolean
  /** Does anybody take calls of this queue? */
  isOpen: boolean
  /** By the gate of machine calls (ADR 0038). */
  mayCall: boolean
  /** By the dial plan, and by what is installed here. */
  canCall: boolean
}

export type PlaceStep =
  | { do: 'wait' }
  /** Puts it into the PBX's queue where it belongs; `again`: the same that was lost on the way there. */
  | { do: 'place'; again: boolean }
  /** It stands there no more, and the ledger has not said yet what came of it. */
  | { do: 'noteGone' }
  /** Takes it out of the PBX's queue before anybody is rung. */
  | { do: 'takeOut' }
  | { do: 'giveUp'; why: PlaceGivenUp }

/** A queue at the telephone ends sooner; nobody waits for us longer than this. */
export const longestWaitMs = 60 * 60_000
/** Within it the ledger says what came of something that the PBX does not know any more. */
export const lostAfterMs = 20_000

const { tries: mostTries, pauseMinutes } = callRules.machineCallBack
const wait: PlaceStep = { do: 'wait' }

/** What is to be done for one place now. */
export function nextStep(place: KeptPlace, facts: PlaceFacts): PlaceStep {
  if (facts.isOnPhone || facts.isAtOperator) return wait
  const why = reasonToGiveUp(place, facts)
  if (facts.isStanding) return why === null ? wait : { do: 'takeOut' }
  if (place.isPlaced) {
    if (place.goneAt === null) return { do: 'noteGone' }
    if (facts.now - place.goneAt <= lostAfterMs) return wait
  }
  if (why !== null) return { do: 'giveUp', why }
  if (place.isPlaced) return { do: 'place', again: true }
  const isPause = place.triedAt !== null && facts.now < place.triedAt + pauseMinutes * 60_000
  return isPause || facts.isTwice ? wait : { do: 'place', again: false }
}

function reasonToGiveUp({ tries, keptAt }: KeptPlace, facts: PlaceFacts): PlaceGivenUp | null {
  if (facts.calledAgain) return 'calledAgain'
  if (tries >= mostTries) return 'notReached'
  if (!facts.isOpen) return 'closed'
  if (facts.now - keptAt > longestWaitMs) return 'tooLong'
  if (!facts.mayCall) return 'notPermitted'
  return facts.canCall ? null : 'notPossible'
}
