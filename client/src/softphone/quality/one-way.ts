import type { CallStats } from '../phone.ts'

/** Who is not heard. `operator`: the other side does not hear us. */
export type UnheardSide = 'caller' | 'operator'

export interface TalkState {
  stats: CallStats
  held: boolean
  heldByRemote: boolean
  muted: boolean
}

export interface OneWayDetector {
  /** Every two seconds; answers who is not heard now. */
  look(state: TalkState): UnheardSide | null
}

/** Two looks (4 s) without a packet: more than a network change or a re-INVITE takes. */
const looksWithoutPackets = 2
/** A live microphone always gives some noise; five looks (10 s) of digital nothing mean that it is switched off. */
const looksWithoutSound = 5

/** Notices that sound goes one way only, and which way. */
export function createOneWayDetector(): OneWayDetector {
  let before: TalkState | undefined
  let nothingIn = 0
  let nothingOut = 0
  let nothingSaid = 0

  return {
    look: (state) => {
      const last = before
      before = state
      // A new connection (another peer after a transfer) counts from nothing.
      const isNew = !last || state.stats.inbound.packets < last.stats.inbound.packets
      const isQuietOnPurpose = (one: TalkState): boolean => one.held || one.heldByRemote
      if (isNew || isQuietOnPurpose(state) || isQuietOnPurpose(last)) {
        nothingIn = nothingOut = nothingSaid = 0
        return null
      }
      const came = state.stats.inbound.packets > last.stats.inbound.packets
      const went = state.stats.outbound.packets > last.stats.outbound.packets
      const isMuted = state.muted || last.muted
      const said = isMuted || state.stats.outbound.energy > last.stats.outbound.energy
      nothingIn = came ? 0 : nothingIn + 1
      nothingOut = went ? 0 : nothingOut + 1
      nothingSaid = said ? 0 : nothingSaid + 1
      if (nothingIn >= looksWithoutPackets) return 'caller'
      // The other side's RTCP says that nothing reaches it, though we send.
      const isLostThere = (state.stats.outbound.lossPercent ?? 0) >= 95
      if (nothingOut >= looksWithoutPackets || nothingSaid >= looksWithoutSound || isLostThere)
        return 'operator'
      return null
    },
  }
}
