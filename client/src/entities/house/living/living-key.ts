import type { MessageKey } from '../../../i18n/i18n.ts'

/** Where the number of residents comes from, as headings say it. */
export const livingSource = (fromCards: boolean): MessageKey =>
  fromCards ? 'directory.livingFromCards' : 'directory.livingStored'
