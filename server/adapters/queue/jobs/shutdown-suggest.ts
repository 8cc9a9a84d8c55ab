import { suggestShutdowns } from '#server/app/shutdown/suggest-shutdowns.ts'
import type { JobHandler } from '../run-job.ts'

/** Similar calls of the last minutes look like a shutdown: the boards are asked. */
export const shutdownSuggest: JobHandler = (deps) => suggestShutdowns(deps)
