import { Trunk } from '#contracts/trunk.ts'
import type { trunkRoutes } from '#contracts/routes/trunks.ts'
import { emptyTrunk } from '#domain/trunk/presets.ts'
import type { Browser, TestEdge } from '../edge/edge.ts'
import type { Case, Sent } from './case.ts'

const gone = { id: '987654' }
const wrong = { id: 'x' }
export const trunkFields = { ...emptyTrunk, name: 'Второй провайдер', host: '10.0.0.5' }

export function trunkCases(edge: () => TestEdge): Record<keyof typeof trunkRoutes, Case> {
  const added = async (admin: Browser): Promise<string> => {
    const answer = await admin.send('PUT', '/api/trunks/0', { body: { version: 0, fields: trunkFields } })
    return String(Trunk.parse(await answer.json()).id)
  }
  const one = async (admin: Browser): Promise<Sent> => ({ params: { id: await added(admin) } })
  return {
    listTrunks: { done: async () => ({}) },
    saveTrunk: {
      bad: { params: { id: '0' }, body: { version: 0, fields: { ...trunkFields, host: 'a;b' } } },
      gone: { params: gone, body: { version: 1, fields: trunkFields } },
      done: async () => ({ params: { id: '0' }, body: { version: 0, fields: trunkFields } }),
    },
    orderTrunks: {
      bad: { body: { ids: ['x'] } },
      done: async () => {
        const all = await edge().deps.store.repositories.trunks.all()
        return { body: { ids: all.map(({ id }) => id).toReversed() } }
      },
    },
    trunkHistory: { bad: { params: wrong }, gone: { params: gone }, done: one },
    testTrunk: {
      bad: { params: { id: '1' }, body: { number: '' } },
      gone: { params: gone, body: { number: '+79221234567' } },
      done: async (admin) => {
        edge().deps.installation.pbx = 'asterisk'
        return { ...(await one(admin)), body: { number: '+79221234567' } }
      },
    },
    readTrunkTest: { bad: { params: wrong }, gone: { params: gone }, done: one },
  }
}
