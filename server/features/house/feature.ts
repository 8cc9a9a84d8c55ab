import { feature } from '#server/platform/feature.ts'
import * as save from './entry/save-directory-entries.ts'
import { addApartments } from './flat/add-apartments.ts'
import { addCardLine } from './entry/add-card-line.ts'
import { addHouse } from './add-house.ts'
import { changeApartment } from './flat/change-apartment.ts'
import { changeCardLine } from './entry/change-card-line.ts'
import { changeHouse } from './change-house.ts'
import { changeResident } from './person/change-resident.ts'
import { forgetPhone } from './person/forget-phone.ts'
import { getApartment } from './flat/get-apartment.ts'
import { getDirectories } from './entry/get-directories.ts'
import { getHouse } from './get-house.ts'
import { getHouseSection } from './section/get-house-section.ts'
import { getResident } from './person/get-resident.ts'
import { listHouses } from './list-houses.ts'
import { removeDirectoryEntry } from './entry/remove-directory-entry.ts'
import { searchAddresses } from './address/search-addresses.ts'
import { searchResidents } from './person/search-residents.ts'
import { setPhone } from './person/set-phone.ts'

export const houseFeature = feature({
  handle: {
    directories: getDirectories,
    listHouses,
    getHouse,
    getHouseSection,
    addHouse,
    changeHouse,
    addApartments,
    getApartment,
    changeApartment,
    addCardLine,
    changeCardLine,
    setPhone,
    forgetPhone,
    getResident,
    changeResident,
    searchResidents,
    saveTown: save.saveTown,
    saveStreet: save.saveStreet,
    saveMicrodistrict: save.saveMicrodistrict,
    saveSupplyPoint: save.saveSupplyPoint,
    saveOrganisation: save.saveOrganisation,
    saveWorker: save.saveWorker,
    saveWorkerGroup: save.saveWorkerGroup,
    removeDirectoryEntry,
    searchAddresses,
  },
})
