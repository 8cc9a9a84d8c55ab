import { keepSpeech } from './keep-speech.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** The folder of announcements holds what the rows name, and little else. */
export const speechKeep: JobHandler = (deps) => keepSpeech(deps)
