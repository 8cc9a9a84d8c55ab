import { keepSpeech } from '#server/app/shutdown/keep-speech.ts'
import type { JobHandler } from '../run-job.ts'

/** The folder of announcements holds what the rows name, and little else. */
export const speechKeep: JobHandler = (deps) => keepSpeech(deps)
