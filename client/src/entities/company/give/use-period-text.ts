import type { CompanyPeriod } from '#contracts/company.ts'
import { useText } from '../../../i18n/i18n.ts'
import { useDay } from '../../house/use-day.ts'

/** «с 01.12.2026», «до 01.12.2026», «всегда». */
export function usePeriodText(): (period: Pick<CompanyPeriod, 'since' | 'until'>) => string {
  const { t } = useText()
  const day = useDay()
  return ({ since, until }) => {
    if (since === null)
      return until === null ? t('giveHouses.always') : t('giveHouses.before', { day: day(until) })
    if (until === null) return t('giveHouses.from', { day: day(since) })
    return t('giveHouses.fromBefore', { day: day(since), until: day(until) })
  }
}
