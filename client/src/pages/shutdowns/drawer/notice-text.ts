import type { WhyNot } from '#contracts/consent.ts'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import type { MessageKey, Translate } from '../../../i18n/i18n.ts'

type Notice = NonNullable<ShutdownCaller['notice']>

const kinds = {
  moved: 'shutdown.noticeMoved',
  ended: 'shutdown.noticeEnded',
  cancelled: 'shutdown.noticeCancelled',
  survey: 'shutdown.noticeSurvey',
} satisfies Record<Notice['kind'], MessageKey>
const channels = {
  sms: 'shutdown.channelSms',
  call: 'shutdown.channelCall',
  person: 'shutdown.channelPerson',
} satisfies Record<NonNullable<Notice['channel']>, MessageKey>
const states = {
  pending: 'shutdown.statePending',
  sending: 'shutdown.stateSending',
  sent: 'shutdown.stateSent',
  failed: 'shutdown.stateFailed',
  dropped: 'shutdown.stateDropped',
} satisfies Record<Notice['state'], MessageKey>

/** Nothing is sent to whom the shift calls itself. */
const byPerson = (state: Notice['state']): MessageKey => {
  if (state === 'dropped') return 'shutdown.stateDropped'
  return state === 'sent' ? 'shutdown.stateCalled' : 'shutdown.stateToCall'
}

/** The last news to him wait for somebody of the shift; what is asked of him waits for his answer instead. */
export const isLeftToPerson = ({ notice }: Pick<ShutdownCaller, 'notice'>): boolean =>
  notice?.channel === 'person' && notice.state === 'pending' && notice.kind !== 'survey'

/** «завершение: СМС, доставлено» */
export const noticeText = ({ kind, channel, state }: Notice, t: Translate): string =>
  t('shutdown.noticeLine', {
    kind: t(kinds[kind]),
    channel: t(channel === null ? 'shutdown.channelNone' : channels[channel]),
    state: t(channel === 'person' ? byPerson(state) : states[state]),
  })

const waysInOrder = ['sms', 'call', 'person', null] as const

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
  const ways = waysInOrder.flatMap((channel) => {
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
