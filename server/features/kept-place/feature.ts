import { feature } from '#server/platform/feature.ts'
import { keepPlaces } from './keep-places.ts'

/** Between two looks while a place is kept. */
const everyMs = 3000

export const keptPlaceFeature = feature({
  handle: {},
  jobs: {
    async 'places.keep'(deps, _payload, job, aside) {
      // outside the job's transaction: what is asked of the PBX is written before, and nothing is locked meanwhile
      if (!(await keepPlaces({ ...deps, store: aside }))) return
      const now = deps.now()
      const runAt = new Date(now.getTime() + everyMs)
      await deps.store.repositories.jobs.addUnlessWaiting({ kind: job.kind, runAt, now })
    },
  },
  // this is for what was lost
  repeats: { 'places.keep': 1 },
})
