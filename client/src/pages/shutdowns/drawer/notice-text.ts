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
