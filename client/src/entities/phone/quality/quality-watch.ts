import type { CallQuality } from '#contracts/call-quality.ts'
import type { Phone } from '../../../softphone/phone.ts'
import {
  createQualityMeter,
  type LiveQuality,
  type QualityMeter,
} from '../../../softphone/quality/quality-meter.ts'

export interface QualityWatch {
  /** Looks at every talk once; to be called every two seconds. Answers what is known of each, by the phone's call id. */
  look(): Promise<ReadonlyMap<string, LiveQuality>>
}

/** Measures the talks of this window's phone; a talk that ended is reported, once, by the server's id of the call. */
export function createQualityWatch(
  phone: Pick<Phone, 'snapshot' | 'stats'>,
  report: (pbxCallId: string, quality: CallQuality) => void,
  now: () => Date,
): QualityWatch {
  const meters = new Map<string, { meter: QualityMeter; pbxCallId: string | null }>()
  let known: ReadonlyMap<string, LiveQuality> = new Map()

  const finish = (id: string): void => {
    const entry = meters.get(id)
    meters.delete(id)
    // Another window's talk is that window's to report.
    if (phone.snapshot().window === 'other') return
    const quality = entry?.meter.report()
    if (quality && entry?.pbxCallId) report(entry.pbxCallId, quality)
  }

  return {
    look: async () => {
      const talks = phone.snapshot().calls.filter(({ state }) => state === 'talking')
      for (const id of meters.keys()) if (!talks.some((call) => call.id === id)) finish(id)
      const next = new Map<string, LiveQuality>()
      for (const { id, held, heldByRemote, muted, pbxCallId } of talks) {
        // Null where there is no media yet.
        const stats = await phone.stats(id)
        if (!stats) continue
        const entry = meters.get(id) ?? { meter: createQualityMeter(), pbxCallId }
        entry.pbxCallId = pbxCallId
        meters.set(id, entry)
        const live = entry.meter.look({ stats, held, heldByRemote, muted }, now())
        if (live) next.set(id, live)
      }
      known = next
      return known
    },
  }
}
