import { useText } from '../../i18n/i18n.ts'

/** A day of a card as the page's language writes it. A day has no zone: read as UTC and written as UTC it stays itself. */
export function useDay(): (day: string) => string {
  const { locale } = useText()
  return (day) =>
    new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeZone: 'UTC' }).format(new Date(day))
}
