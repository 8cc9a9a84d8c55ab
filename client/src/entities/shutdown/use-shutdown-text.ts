import type { Service, Shutdown } from '#contracts/shutdown.ts'
import { useText } from '../../i18n/i18n.ts'

/** Names of what a shutdown is about, as this page's language writes them. */
export function useShutdownText() {
  const { t, locale } = useText()
  const services = (list: readonly Service[]): string =>
    new Intl.ListFormat(locale(), { type: 'conjunction' }).format(list.map((one) => t(`service.${one}`)))
  return {
    services,
    title: (shutdown: Pick<Shutdown, 'kind' | 'services'>): string =>
      t('shutdown.titleOf', {
        kind: t(`shutdownKind.${shutdown.kind}`),
        services: services(shutdown.services),
      }),
  }
}
