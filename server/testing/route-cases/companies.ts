import { z } from 'zod'
import type { companyRoutes } from '#contracts/routes/companies.ts'
import type { Browser, TestEdge } from '../edge/edge.ts'
import { companyFields, firstCompany } from '../samples/companies.ts'
import { addHouse } from '../samples/houses.ts'
import type { Case } from './case.ts'

const wrong = { params: { id: 'x' } }
const gone = { params: { id: '987654' } }
const Made = z.object({ id: z.number() })

export function companyCases(edge: () => TestEdge): Record<keyof typeof companyRoutes, Case> {
  let count = 0
  const house = (): Promise<number> =>
    addHouse(edge().deps.store, { street: 'Управляемая', number: String((count += 1)) })
  const given = async () => ({
    companyId: await firstCompany(edge().deps.store),
    houseIds: [await house()],
    since: '2026-12-01',
  })
  const change = async (admin: Browser): Promise<{ params: { id: string } }> => {
    const answer = await admin.send('POST', '/api/company-houses', { body: await given() })
    return { params: { id: String(Made.parse(await answer.json()).id) } }
  }
  const save = { version: 0, fields: companyFields() }
  return {
    listCompanies: { done: async () => ({}) },
    saveCompany: {
      bad: { params: { id: '0' }, body: { ...save, fields: { ...save.fields, inn: '12' } } },
      gone: { ...gone, body: save },
      done: async () => ({ params: { id: '0' }, body: save }),
    },
    listHousesOfCompany: { bad: wrong, gone, done: async () => ({ params: { id: '0' } }) },
    giveHouses: {
      bad: { body: { companyId: 1, houseIds: [], since: null } },
      done: async () => ({ body: await given() }),
    },
    listHouseCompanyChanges: { done: async () => ({}) },
    undoHouseCompanyChange: { bad: wrong, gone, done: change },
    listLimitedUsers: { done: async () => ({}) },
    limitUser: {
      bad: { params: { id: '1' }, body: { companyIds: ['x'] } },
      gone: { ...gone, body: { companyIds: [] } },
      done: async () => {
        const { id } = await edge().addUser('viewer')
        return { params: { id: String(id) }, body: { companyIds: [await firstCompany(edge().deps.store)] } }
      },
    },
    getHouseCompanies: {
      bad: wrong,
      gone,
      done: async () => ({ params: { id: String(await house()) } }),
    },
  }
}
