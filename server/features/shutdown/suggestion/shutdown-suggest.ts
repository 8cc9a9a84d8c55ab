import { suggestShutdowns } from '../suggest-shutdowns.ts'
import type { JobHandler } from '#server/platform/queue/run-job.ts'

/** Similar calls of the last minutes look like a shutdown: the boards are asked. */
export const shutdownSuggest: JobHandler = (deps) => suggestShutdowns(deps)
