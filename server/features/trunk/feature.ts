import { z } from 'zod'
import { feature } from '#server/platform/feature.ts'
import { listTrunks } from './list-trunks.ts'
import { orderTrunks } from './order-trunks.ts'
import { readTrunkTest } from './read-trunk-test.ts'
import { runTrunkTest } from './run-trunk-test.ts'
import { saveTrunk } from './save-trunk.ts'
import { testTrunk } from './test-trunk.ts'
import { trunkHistory } from './trunk-history.ts'

const Tested = z.object({ trunkId: z.number().int() })

export const trunkFeature = feature({
  handle: { listTrunks, saveTrunk, orderTrunks, trunkHistory, testTrunk, readTrunkTest },
  jobs: {
    'trunk.test': {
      // what came back is read while it runs; and a call is not made twice because its process died
      run: (deps, payload, _job, aside) =>
        runTrunkTest({ ...deps, store: aside }, Tested.parse(payload).trunkId),
      attempts: 1,
      givenUp: async ({ store }, payload) => {
        const { trunks } = store.repositories
        const { trunkId } = Tested.parse(payload)
        const test = await trunks.lastTest(trunkId)
        if (test !== null) await trunks.saveTest(trunkId, { ...test, isDone: true })
      },
    },
  },
})
