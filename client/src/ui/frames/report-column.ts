import type { MessageKey } from '../../i18n/i18n.ts'

export interface ReportColumn<R> {
  title: MessageKey
  /** As it goes into the file. */
  of: (row: R) => string | number | null
  /** As it stands on the page, where that is not the same. */
  shown?: (row: R) => string
  isNumber?: boolean
  isBad?: (row: R) => boolean
}
