import type { LineStep, WayReason } from '#contracts/line.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { showDate } from '../../ui/date/date-text.ts'
import type { Desk } from './parts.ts'

/** Steps and reasons in words. */
export function useStepText(desk: () => Desk) {
  const { t } = useText()
  const format = useFormat()
  const name = (list: readonly { id: number; name: string }[], id: number): string =>
    list.find((one) => one.id === id)?.name ?? '?'

  function step(one: LineStep): string {
    switch (one.kind) {
      case 'queue':
        return t('lines.says.queue', { name: name(desk().queues, one.queueId) })
      case 'menu':
        return t('lines.says.menu', { name: name(desk().menus, one.menuId) })
      case 'announcement':
        return t('lines.says.announcement', { text: one.text })
      case 'number':
        return t('lines.says.number', { digits: one.digits })
      case 'voicemail':
      case 'callback':
      case 'hangUp':
        return t(`lines.kinds.${one.kind}`)
    }
  }
  function reason(why: WayReason): string {
    const until = 'until' in why && why.until !== null ? t('lines.until', { at: format.date(why.until) }) : ''
    switch (why.key) {
      case 'hours':
        return `${t(why.isDay ? 'lines.why.day' : 'lines.why.night')}${until}`
      case 'holiday':
      case 'exception':
        return `${t(`lines.why.${why.key}`, { date: showDate(why.date) })}${until}`
      case 'nightMode':
        return `${t('lines.why.nightMode')}${until}`
      case 'busy':
        return why.seconds === null ? t('lines.why.busy') : t('lines.why.busySeconds', { n: why.seconds })
      case 'pressed':
        return t('lines.why.pressed', { digit: why.digit })
      case 'noLine':
      case 'always':
      case 'said':
      case 'notAnswered':
      case 'notPressed':
      case 'danger':
      case 'nothingElse':
        return t(`lines.why.${why.key}`)
    }
  }
  return { step, reason }
}
