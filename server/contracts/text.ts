import { z } from 'zod'

/** Can PostgreSQL keep it? `text` and `jsonb` take no NUL, and UTF-8 has no halves of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The text as it can be kept: what cannot be becomes U+FFFD, so that it is seen that something stood there. */
export const storableText = (text: string): string => text.replaceAll('\0', '\u{FFFD}').toWellFormed()

/** Its beginning, of at most so many UTF-16 units; a letter that is cut in two becomes U+FFFD. */
export const beginningOf = (text: string, length: number): string => text.slice(0, length).toWellFormed()

/** Text: what cannot be kept is refused here, for every route, file and socket; a bare `z.string()` is forbidden. */
// oxlint-disable-next-line no-restricted-properties -- the one place where it becomes ours
export const Text = z.string().refine(isStorable, {
  error: 'a zero byte or half of a character',
  params: { reason: 'unkeepable' },
})

/** Text of a PBX's ledger, as strangers sent it: it is made storable and not refused, for the call must not be lost. */
// oxlint-disable-next-line no-restricted-properties -- the one text that may be anything
export const LedgerText = z.string()
