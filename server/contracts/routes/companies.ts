import { z } from 'zod'
import { Company, CompanyFields, CompanyPeriod, HouseCompanyChange, LimitedUser } from '#contracts/company.ts'
import { HouseLine } from '#contracts/house/house.ts'
import { IdParams, route } from '#contracts/route.ts'
import { GivenDay } from '#contracts/time.ts'

const id = z.number().int().positive()

export const companyRoutes = {
  listCompanies: route({
    method: 'GET',
    path: '/api/companies',
    access: 'settings.see',
    summary: 'The companies that are served, and how many houses are each one’s today',
    response: z.object({
      companies: z.array(Company.extend({ houses: z.number().int() })),
      /** Houses of nobody today. */
      withoutCompany: z.number().int(),
    }),
  }),
  saveCompany: route({
    method: 'PUT',
    path: '/api/companies/:id',
    access: 'settings.change',
    summary: 'Add (id 0) or change a company; with the second one all houses become the first one’s',
    params: z.object({ id: z.coerce.number().int().nonnegative() }),
    body: z.object({ version: z.number().int(), fields: CompanyFields }),
    response: Company,
  }),
  listHousesOfCompany: route({
    method: 'GET',
    path: '/api/companies/:id/houses',
    access: 'settings.see',
    summary: 'The houses that are the company’s today or will be, with their periods; id 0: nobody’s today',
    params: z.object({ id: z.coerce.number().int().nonnegative() }),
    response: z.object({
      houses: z.array(HouseLine.extend({ periods: z.array(CompanyPeriod) })),
    }),
  }),
  giveHouses: route({
    method: 'POST',
    path: '/api/company-houses',
    access: 'settings.change',
    summary: 'From a day on these houses are a company’s, or nobody’s',
    body: z.object({
      companyId: id.nullable(),
      houseIds: z.array(id).min(1).max(5000),
      /** Null: always were. */
      since: GivenDay.nullable(),
    }),
    response: HouseCompanyChange,
  }),
  listHouseCompanyChanges: route({
    method: 'GET',
    path: '/api/company-houses/changes',
    access: 'settings.see',
    summary: 'Which houses were given to whom, the last first',
    response: z.object({ changes: z.array(HouseCompanyChange) }),
  }),
  undoHouseCompanyChange: route({
    method: 'POST',
    path: '/api/company-houses/changes/:id/undo',
    access: 'settings.change',
    summary: 'The periods of these houses are again what they were; 409 when they were changed since',
    params: IdParams,
    response: HouseCompanyChange,
  }),
  listLimitedUsers: route({
    method: 'GET',
    path: '/api/company-users',
    access: 'user.manage',
    summary: 'Who may be limited to companies, and who is',
    response: z.object({ users: z.array(LimitedUser) }),
  }),
  limitUser: route({
    method: 'PUT',
    path: '/api/company-users/:id',
    access: 'user.manage',
    summary: 'Limit a person to companies, none: to no limit; his sessions end',
    params: IdParams,
    body: z.object({ companyIds: z.array(id).max(100) }),
    response: LimitedUser,
  }),
  getHouseCompanies: route({
    method: 'GET',
    path: '/api/houses/:id/companies',
    access: 'directory.see',
    summary: 'Whose the house was, is and will be',
    params: IdParams,
    response: z.object({ periods: z.array(CompanyPeriod) }),
  }),
}
