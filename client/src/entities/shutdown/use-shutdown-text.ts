import type { Service, Shutdown, ShutdownSuggestion } from '#contracts/shutdown.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** Names of what a shutdown is about, as this page's language writes them. */
export function useShutdownText() {
  const { t, locale } = useText()
  const format = useFormat()
  const services = (list: readonly Service[]): string =>
    new Intl.ListFormat(locale(), { type: 'conjunction' }).format(list.map((one) => t(`service.${one}`)))
  /** «Похоже на аварию: 3 обращения за 4 мин – ЦТП-5, горячая вода» */
  const suggestion = ({ taskIds, firstAt, lastAt, scopeName, service }: ShutdownSuggestion): string => {
    const seconds = Math.max(60, (Date.parse(lastAt) - Date.parse(firstAt)) / 1000)
    const scope = service === null ? scopeName : `${scopeName}, ${t(`service.${service}`)}`
    const n = taskIds.length
    return t('shutdownStrip.suggestion', { n, time: format.duration(seconds), scope }, n)
  }
  return {
    services,
    suggestion,
    title: (shutdown: Pick<Shutdown, 'kind' | 'services'>): string =>
      t('shutdownStrip.titleOf', {
        kind: t(`shutdownKind.${shutdown.kind}`),
        services: services(shutdown.services),
      }),
  }
}
