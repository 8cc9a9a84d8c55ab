import type { ConsentEntry } from '#contracts/consent.ts'
import { useText } from '../../i18n/i18n.ts'
import { wallDate } from '../../i18n/wall-clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { showDate } from '../../ui/date/date-text.ts'

/** The facts of the register in words. */
export function useEntryText() {
  const { t } = useText()
  const format = useFormat()
  return {
    /** «Согласен на звонок автомата об отключении О26-000017» */
    what: (entry: ConsentEntry): string => {
      if (entry.kind === 'never') return t('consent.never', { reason: entry.words })
      if (entry.kind === 'refusal')
        return t(entry.refused === 'messages' ? 'consent.refusedMessages' : 'consent.refusedCalls')
      return entry.shutdownNumber === null
        ? t('consent.agreed', { purpose: t(`consent.purpose.${entry.purpose ?? 'shutdown'}`) })
        : t('consent.agreedShutdown', { number: entry.shutdownNumber })
    },
    /** «бумага № 12/26, до 01.11.2027, записала Ольга» */
    how: (entry: ConsentEntry): string =>
      [
        entry.kind === 'never' || entry.paper !== '' ? '' : t(`consent.how.${entry.how}`),
        entry.paper === '' ? '' : t('consent.paper', { paper: entry.paper }),
        entry.until === null ? '' : t('consent.until', { day: showDate(entry.until) }),
        entry.byName === null ? '' : t('consent.wrote', { name: entry.byName }),
      ]
        .filter(Boolean)
        .join(', '),
    /** What became of it, where it is not in force; else nothing. */
    end: (entry: ConsentEntry): string => {
      if (entry.isInForce) return ''
      if (entry.endedAt === null) {
        if (entry.kind !== 'consent') return ''
        const isOver = entry.until !== null && entry.until < wallDate(Date.now())
        return t(isOver ? 'consent.lapsed' : 'consent.banned')
      }
      const how = entry.kind === 'never' ? t('consent.lifted') : t(`consent.how.${entry.endedHow ?? 'key'}`)
      return t('consent.ended', { at: format.date(entry.endedAt), how })
    },
  }
}
