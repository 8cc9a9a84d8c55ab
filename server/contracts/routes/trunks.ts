import { z } from 'zod'
import { IdParams, Ok, route } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import { Trunk, TrunkFields, TrunkTest, TrunkVersion } from '#contracts/trunk.ts'

const Trunks = z.object({ trunks: z.array(Trunk) })

export const trunkRoutes = {
  listTrunks: route({
    method: 'GET',
    path: '/api/trunks',
    access: 'settings.change',
    summary:
      'Trunks, the lines to telephone providers, in the order in which calls take them; secrets are not told',
    response: Trunks,
  }),
  saveTrunk: route({
    method: 'PUT',
    path: '/api/trunks/:id',
    access: 'settings.change',
    summary: 'Add (id 0) or change a trunk; without `secret` the one that is kept stays',
    params: z.object({ id: z.coerce.number().int().nonnegative() }),
    body: z.object({
      version: z.number().int(),
      fields: TrunkFields,
      secret: Text.min(1).max(200).optional(),
    }),
    response: Trunk,
  }),
  orderTrunks: route({
    method: 'POST',
    path: '/api/trunks/order',
    access: 'settings.change',
    summary: 'The order of all trunks anew; 409 conflict when they are not those that there are',
    body: z.object({ ids: z.array(z.number().int().positive()).max(200) }),
    response: Trunks,
  }),
  trunkHistory: route({
    method: 'GET',
    path: '/api/trunks/:id/history',
    access: 'settings.change',
    summary: 'Versions of a trunk, newest first',
    params: IdParams,
    response: z.object({ versions: z.array(TrunkVersion) }),
  }),
  testTrunk: route({
    method: 'POST',
    path: '/api/trunks/:id/test',
    access: 'settings.change',
    summary: 'Try the trunk step by step with a call to a number of the plan; the answers are read by GET',
    params: IdParams,
    body: z.object({ number: Text.trim().min(2).max(20) }),
    response: Ok,
  }),
  readTrunkTest: route({
    method: 'GET',
    path: '/api/trunks/:id/test',
    access: 'settings.change',
    summary: 'The last test of the trunk; null when there was none',
    params: IdParams,
    response: z.object({ test: TrunkTest.nullable() }),
  }),
}
