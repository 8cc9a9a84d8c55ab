import { callFeature } from './features/call/feature.ts'
import { callbackFeature } from './features/callback/feature.ts'
import { classifierFeature } from './features/classifier/feature.ts'
import { consentFeature } from './features/consent/feature.ts'
import { companyFeature } from './features/company/feature.ts'
import { houseFeature } from './features/house/feature.ts'
import { importFeature } from './features/import/feature.ts'
import { musicFeature } from './features/music/feature.ts'
import { operatorFeature } from './features/operator/feature.ts'
import { keptPlaceFeature } from './features/kept-place/feature.ts'
import { lineFeature } from './features/line/feature.ts'
import { phoneFeature } from './features/phone/feature.ts'
import { retentionFeature } from './features/retention/feature.ts'
import { sessionFeature } from './features/session/feature.ts'
import { settingsFeature } from './features/settings/feature.ts'
import { shutdownFeature } from './features/shutdown/feature.ts'
import { speechFeature } from './features/speech/feature.ts'
import { taskFeature } from './features/task/feature.ts'
import { trunkFeature } from './features/trunk/feature.ts'
import type { RouteName } from '#contracts/http.ts'
import type { FileRoute, Handlers } from './platform/feature.ts'
import { repeating, type Intervals } from './platform/queue/repeating.ts'
import type { JobHandlers } from './platform/queue/run-job.ts'

/** Every noun of the house, once: its routes, files and jobs are known by this list. */
const features = [
  sessionFeature,
  phoneFeature,
  operatorFeature,
  callFeature,
  callbackFeature,
  taskFeature,
  houseFeature,
  companyFeature,
  classifierFeature,
  consentFeature,
  importFeature,
  shutdownFeature,
  keptPlaceFeature,
  lineFeature,
  settingsFeature,
  trunkFeature,
  retentionFeature,
  speechFeature,
  musicFeature,
] as const

/** A route of contracts/http.ts that no feature handles does not compile. */
export const handlers: Handlers<RouteName> = {
  ...sessionFeature.handle,
  ...phoneFeature.handle,
  ...operatorFeature.handle,
  ...callFeature.handle,
  ...callbackFeature.handle,
  ...taskFeature.handle,
  ...houseFeature.handle,
  ...companyFeature.handle,
  ...classifierFeature.handle,
  ...consentFeature.handle,
  ...importFeature.handle,
  ...shutdownFeature.handle,
  ...lineFeature.handle,
  ...settingsFeature.handle,
  ...trunkFeature.handle,
  ...speechFeature.handle,
  ...musicFeature.handle,
}

export const fileRoutes: readonly FileRoute[] = features.flatMap(({ files }) => files ?? [])

/** Minutes between two runs of what repeats. */
export const jobIntervals: Intervals = Object.assign({}, ...features.map(({ repeats }) => repeats ?? {}))

const jobs: JobHandlers = Object.assign({}, ...features.map((one) => one.jobs ?? {}))

/** Every kind of job with what it does. */
export const jobHandlers: JobHandlers = Object.fromEntries(
  Object.entries(jobs).map(([kind, handler]) => {
    const minutes = jobIntervals[kind]
    return [
      kind,
      minutes === undefined || typeof handler === 'object' ? handler : repeating(minutes, handler),
    ]
  }),
)
