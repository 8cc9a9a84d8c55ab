import { z } from 'zod'
import type { HouseFields } from '#contracts/house/house.ts'
import type { classifierRoutes } from '#contracts/routes/classifier.ts'
import type { directoryRoutes } from '#contracts/routes/directories.ts'
import type { houseRoutes } from '#contracts/routes/houses.ts'
import type { residentRoutes } from '#contracts/routes/residents.ts'
import { addClassifier, addFlat, addHouse } from '../samples/houses.ts'
import type { Browser, TestEdge } from '../edge/edge.ts'
import type { Case, Sent } from './case.ts'

const gone = { id: '987654' }
const wrong = { id: 'x' }
const some = { id: '1' }
const Made = z.object({ id: z.number() })
const line = {
  name: 'Иванова Мария',
  residentId: null,
  relation: 'owner',
  livesFrom: null,
  livesTo: null,
  isLiving: true,
}
const phone = { number: '+79225551212', kind: 'mobile', residentId: null, isConfirmed: true }
const rule = {
  place: 'Квартира',
  category: 'Газ',
  problem: 'Нет газа',
  service: 'gas',
  isEmergency: false,
  dangerScript: null,
  isActive: true,
  informMinutes: 30,
  localizeMinutes: null,
  restoreMinutes: 240,
  eliminateMinutes: null,
  calendar: null,
  basis: 'ПП РФ 354, прил. 1',
}

type HouseRoute = keyof (typeof houseRoutes &
  typeof residentRoutes &
  typeof directoryRoutes &
  typeof classifierRoutes)

export function houseCases(edge: () => TestEdge): Record<HouseRoute, Case> {
  let count = 0
  const next = (): number => (count += 1)
  const house = (): Promise<number> =>
    addHouse(edge().deps.store, { street: 'Жилая', number: String(next()) })
  const flat = async (): Promise<Sent> => {
    const { apartmentId } = await addFlat(edge().deps.store, await house(), '1')
    return { params: { id: String(apartmentId) } }
  }
  const cardLine = async (admin: Browser): Promise<{ id: number; residentId: number }> => {
    const { params } = await flat()
    const answer = await admin.send('POST', `/api/apartments/${params?.['id']}/card`, { body: line })
    return Made.extend({ residentId: z.number() }).parse(await answer.json())
  }
  const fields = async (): Promise<HouseFields> => {
    const { street_id: streetId } = await edge()
      .deps.store.repositories.knex('houses')
      .where({ id: await house() })
      .first('street_id')
    return {
      streetId,
      number: `${next()} к. 1`,
      fiasId: null,
      floors: 5,
      yearBuilt: null,
      microdistrictId: null,
      managedFrom: null,
      managedTo: null,
      powerSources: 1,
      hasGas: false,
      lifts: 0,
      note: '',
      keys: '',
      entrances: [{ number: 1, flatFrom: null, flatTo: null, floors: null, lifts: 0, doorCode: '' }],
      supplies: [],
    }
  }
  /** An entry of a small directory: added by 200, refused without a name. */
  const entry = (body: object): Case => ({
    bad: { body: { ...body, id: -1, name: '' } },
    done: async () => {
      await house() // and with it the town
      return { body: { ...body, id: 0, name: `Запись ${next()}` } }
    },
  })

  return {
    directories: { done: async () => ({}) },
    listHouses: { bad: { query: '?ids=1,x&limit=0' }, done: async () => ({ query: '?limit=5' }) },
    getHouse: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async () => ({ params: { id: String(await house()) } }),
    },
    getHouseSection: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async () => ({ params: { id: String(await house()) } }),
    },
    addHouse: {
      bad: { body: { streetId: 0, entrances: [] } },
      done: async () => ({ body: await fields() }),
    },
    changeHouse: {
      bad: { params: some, body: { version: 1, fields: { floors: 0 } } },
      gone: { params: gone, body: { version: 1, fields: {} } },
      done: async () => ({
        params: { id: String(await house()) },
        body: { version: 1, fields: { floors: 9 } },
      }),
    },
    addApartments: {
      bad: { params: some, body: { numbers: '' } },
      gone: { params: gone, body: { numbers: '1–4', entrance: null } },
      done: async () => ({
        params: { id: String(await house()) },
        body: { numbers: '1–4', entrance: null },
      }),
    },
    getApartment: { bad: { params: wrong }, gone: { params: gone }, done: flat },
    changeApartment: {
      bad: { params: some, body: { version: 1, fields: { kind: 'castle' } } },
      gone: { params: gone, body: { version: 1, fields: {} } },
      done: async () => ({ ...(await flat()), body: { version: 1, fields: { livingCount: 3 } } }),
    },
    addCardLine: {
      bad: { params: some, body: { ...line, livesFrom: 'вчера' } },
      gone: { params: gone, body: line },
      done: async () => ({ ...(await flat()), body: line }),
    },
    changeCardLine: {
      bad: { params: some, body: { livesTo: '31.12.2025' } },
      gone: { params: gone, body: { livesTo: '2025-12-31' } },
      done: async (admin) => ({
        params: { id: String((await cardLine(admin)).id) },
        body: { livesTo: '2025-12-31' },
      }),
    },
    setPhone: {
      bad: { params: some, body: { ...phone, kind: 'fax' } },
      gone: { params: gone, body: phone },
      done: async () => ({ ...(await flat()), body: phone }),
    },
    forgetPhone: {
      bad: { params: some, body: { number: '' } },
      gone: { params: gone, body: { number: phone.number } },
      done: async (admin) => {
        const { params = {} } = await flat()
        await admin.send('PUT', `/api/apartments/${params['id']}/phones`, { body: phone })
        return { params, body: { number: phone.number } }
      },
    },
    getResident: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async (admin) => ({ params: { id: String((await cardLine(admin)).residentId) } }),
    },
    changeResident: {
      bad: { params: some, body: { name: 'А' } },
      gone: { params: gone, body: { note: 'глухая' } },
      done: async (admin) => ({
        params: { id: String((await cardLine(admin)).residentId) },
        body: { note: 'плохо слышит' },
      }),
    },
    searchResidents: {
      bad: { query: '?search=а' },
      done: async () => ({ query: `?search=${encodeURIComponent('иванова')}` }),
    },
    saveTown: entry({}),
    saveStreet: entry({ town: 'Тюмень', kind: 'ул.' }),
    saveMicrodistrict: entry({}),
    saveSupplyPoint: entry({ kind: 'heatPoint', organisationId: null, houses: [] }),
    saveOrganisation: entry({ kind: 'heat', note: '', phones: ['+7 3452 00-00-01'] }),
    saveWorker: entry({ profession: 'слесарь', isActive: true, phones: [], groupIds: [] }),
    saveWorkerGroup: entry({ categories: ['Отопление'] }),
    removeDirectoryEntry: {
      bad: { params: { kind: 'workers', id: 'x' } },
      gone: { params: { kind: 'microdistricts', id: '987654' } },
      done: async (admin) => {
        const body = { id: 0, name: `Лишний ${next()}` }
        const { id } = Made.parse(
          await (await admin.send('PUT', '/api/directory/microdistricts', { body })).json(),
        )
        return { params: { kind: 'microdistricts', id: String(id) } }
      },
    },
    listClassifier: { done: async () => ({}) },
    saveClassifierEntry: {
      bad: { params: { id: '-1' }, body: { ruleVersion: 1, fields: { ...rule, basis: '' } } },
      gone: { params: gone, body: { ruleVersion: 1, fields: rule } },
      done: async () => ({ params: { id: '0' }, body: { ruleVersion: 0, fields: rule } }),
    },
    classifierHistory: {
      bad: { params: wrong },
      gone: { params: gone },
      done: async () => ({
        params: { id: String(await addClassifier(edge().deps.store, { problem: `Правило ${next()}` })) },
      }),
    },
  }
}
