import { useText } from '../../i18n/i18n.ts'
import { partsOfTerm } from './minutes.ts'

/** A term as people read and write it: «1 сут 12 ч»; '' where the law names none. */
export function useTermText(): (minutes: number | null) => string {
  const { t } = useText()
  return (minutes) => {
    if (minutes === null) return ''
    const parts = partsOfTerm(minutes)
    return [
      parts.days > 0 ? t('rules.days', { n: parts.days }) : '',
      parts.hours > 0 ? t('rules.hours', { n: parts.hours }) : '',
      parts.minutes > 0 ? t('rules.minutes', { n: parts.minutes }) : '',
    ]
      .filter((part) => part !== '')
      .join(' ')
  }
}
