import { createHash } from 'node:crypto'
import type { NewJob } from '#server/platform/db/jobs.ts'

/**
 * Names in the folder of announcements. They carry the version or the text's hash: a caller in the middle of listening
 * is not cut when the text changes, and sip/asterisk/views.sql reads from the name which text he heard.
 */
export const speechFolders = ['shutdowns', 'houses', 'notices'] as const
export const shutdownFile = (id: number, version: number): string => `shutdowns/${id}-${version}.wav`
export const questionFileOf = (id: number, text: string): string =>
  `shutdowns/${id}-question-${hashed(text)}.wav`
export const houseFile = (id: number, text: string): string => `houses/${id}-${hashed(`${text}${known}`)}.wav`

/** Files of before there was a choice of voices are not known to `spoken_files`: they are made anew under this name. */
const known = ' '

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** Whoever changes what callers hear (text, term, status, houses) adds it in the same transaction. */
export const speechJob = (shutdownId: number, runAt: Date): NewJob => ({
  kind: 'speech.make',
  payload: { shutdownId },
  runAt,
})
