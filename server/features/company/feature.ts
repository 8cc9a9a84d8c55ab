import { feature } from '#server/platform/feature.ts'
import { getHouseCompanies } from './houses/get-house-companies.ts'
import { giveHouses } from './houses/give-houses.ts'
import { listCompanies } from './list-companies.ts'
import { listHouseCompanyChanges } from './houses/list-changes.ts'
import { listHousesOfCompany } from './houses/list-houses-of-company.ts'
import { limitUser } from './users/limit-user.ts'
import { listLimitedUsers } from './users/list-limited-users.ts'
import { saveCompany } from './save-company.ts'
import { undoHouseCompanyChange } from './houses/undo-change.ts'

export const companyFeature = feature({
  handle: {
    listCompanies,
    saveCompany,
    listHousesOfCompany,
    giveHouses,
    listHouseCompanyChanges,
    undoHouseCompanyChange,
    getHouseCompanies,
    listLimitedUsers,
    limitUser,
  },
})
