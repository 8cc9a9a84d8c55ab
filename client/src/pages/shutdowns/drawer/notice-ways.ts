import type { WhyNot } from '#contracts/consent.ts'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import type { Translate } from '../../../i18n/i18n.ts'

const channels = ['sms', 'call', 'person', null] as const

/**
 * How many numbers hear the last news by which way, and why no machine calls the others: «СМС: 3 · людям: 5». Each
 * number once, however often it called. Null: there are no news.
 */
export function noticeWays(
  callers: readonly Pick<ShutdownCaller, 'notice'>[],
  t: Translate,
): { ways: string; why: string } | null {
  const notices = [
    ...new Map(callers.flatMap(({ notice }) => (notice === null ? [] : [[notice.id, notice]]))).values(),
  ]
  if (notices.length === 0) return null
  const ways = channels.flatMap((channel) => {
    const n = notices.filter((notice) => notice.channel === channel).length
    return n === 0 ? [] : [t(`noticeWays.${channel ?? 'waiting'}`, { n })]
  })
  const counts = new Map<WhyNot, number>()
  for (const { whyNoCall } of notices)
    if (whyNoCall !== null) counts.set(whyNoCall, (counts.get(whyNoCall) ?? 0) + 1)
  const reasons = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([why, n]) => t('noticeWays.part', { n, why: t(`whyNoCall.${why}`) }))
    .join(', ')
  return { ways: ways.join(' · '), why: reasons === '' ? '' : t('noticeWays.why', { reasons }) }
}
