import type { CallQuality } from '#contracts/call-quality.ts'
import type { CallStats } from '../phone.ts'
import { estimateMos } from './e-model.ts'
import { createOneWayDetector, type TalkState, type UnheardSide } from './one-way.ts'

/** How a talk sounds now: of the last two seconds. */
export interface LiveQuality {
  inbound: { lossPercent: number; jitterMs: number }
  outbound: { lossPercent: number | null; jitterMs: number | null }
  roundTripMs: number | null
  /** Estimated, of the worse direction. */
  mos: number
  unheard: UnheardSide | null
}

export interface QualityMeter {
  /** Every two seconds. Null at the first look: there is nothing to compare with yet. */
  look(state: TalkState, at: Date): LiveQuality | null
  /** Of the whole talk so far; null before there was anything to measure. */
  report(): CallQuality | null
}

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

/** Measures one talk: what it sounds like now, and at its end how it was. */
export function createQualityMeter(): QualityMeter {
  const detector = createOneWayDetector()
  let last: { stats: CallStats; at: Date } | undefined
  let from: Date | undefined
  let packets = 0
  let lost = 0
  let unheardCallerSeconds = 0
  let unheardOperatorSeconds = 0
  const looks: LiveQuality[] = []

  const measure = (stats: CallStats, before: CallStats, unheard: UnheardSide | null): LiveQuality => {
    const came = Math.max(0, stats.inbound.packets - before.inbound.packets)
    const missed = Math.max(0, stats.inbound.lost - before.inbound.lost)
    packets += came
    lost += missed
    const inbound = {
      lossPercent: came + missed === 0 ? 0 : (100 * missed) / (came + missed),
      jitterMs: stats.inbound.jitterSeconds * 1000,
    }
    const { lossPercent, jitterSeconds, roundTripSeconds } = stats.outbound
    const outbound = { lossPercent, jitterMs: jitterSeconds === null ? null : jitterSeconds * 1000 }
    const roundTripMs = roundTripSeconds === null ? null : roundTripSeconds * 1000
    const path = { roundTripMs: roundTripMs ?? 0 }
    const heard = estimateMos({ ...inbound, ...path })
    const said =
      lossPercent === null ? heard : estimateMos({ lossPercent, jitterMs: outbound.jitterMs ?? 0, ...path })
    return { inbound, outbound, roundTripMs, mos: unheard === null ? Math.min(heard, said) : 1, unheard }
  }

  return {
    look: (state, at) => {
      const unheard = detector.look(state)
      const before = last
      last = { stats: state.stats, at }
      from ??= at
      if (!before) return null
      const seconds = (at.getTime() - before.at.getTime()) / 1000
      if (unheard === 'caller') unheardCallerSeconds += seconds
      if (unheard === 'operator') unheardOperatorSeconds += seconds
      const live = measure(state.stats, before.stats, unheard)
      // A held talk has no sound on purpose and says nothing of the line.
      if (!state.held && !state.heldByRemote) looks.push(live)
      return live
    },
    report: () => {
      if (!from || !last || looks.length === 0) return null
      const known = (pick: (look: LiveQuality) => number | null): number[] =>
        looks.map(pick).filter((value) => value !== null)
      const moses = looks.map(({ mos }) => mos)
      return {
        from: from.toISOString(),
        to: last.at.toISOString(),
        inbound: {
          lossPercent: packets + lost === 0 ? null : rounded((100 * lost) / (packets + lost)),
          jitterMs: rounded(average(known((look) => look.inbound.jitterMs))),
        },
        outbound: {
          lossPercent: rounded(average(known((look) => look.outbound.lossPercent))),
          jitterMs: rounded(average(known((look) => look.outbound.jitterMs))),
        },
        roundTripMs: rounded(average(known((look) => look.roundTripMs))),
        mos: rounded(average(moses)),
        worstMos: rounded(Math.min(...moses)),
        unheardCallerSeconds: Math.round(unheardCallerSeconds),
        unheardOperatorSeconds: Math.round(unheardOperatorSeconds),
      }
    },
  }
}
