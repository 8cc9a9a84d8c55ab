import { feature } from '#server/platform/feature.ts'
import { keepPlaces } from './keep-places.ts'

export const keptPlaceFeature = feature({
  handle: {},
  jobs: {
    // outside the job's transaction: what is asked of the PBX is written before, and nothing is locked meanwhile
    'places.keep': (deps, _payload, _job, aside) => keepPlaces({ ...deps, store: aside }),
  },
  // while one is kept it comes by itself; this is for what was lost
  repeats: { 'places.keep': 1 },
})
