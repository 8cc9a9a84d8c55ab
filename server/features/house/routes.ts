import type { housingRoutes as contract } from '#contracts/routes/housing.ts'
import { addApartments } from './flat/add-apartments.ts'
import { addCardLine } from './entry/add-card-line.ts'
import { addHouse } from './add-house.ts'
import { changeApartment } from './flat/change-apartment.ts'
import { changeCardLine } from './entry/change-card-line.ts'
import { changeHouse } from './change-house.ts'
import { changeResident } from './person/change-resident.ts'
import { classifierHistory } from '#server/features/classifier/classifier-history.ts'
import { forgetPhone } from './person/forget-phone.ts'
import { getApartment } from './flat/get-apartment.ts'
import { getDirectories } from './entry/get-directories.ts'
import { getHouse } from './get-house.ts'
import { getResident } from './person/get-resident.ts'
import { listHouses } from './list-houses.ts'
import { removeDirectoryEntry } from './entry/remove-directory-entry.ts'
import { saveClassifierEntry } from '#server/features/classifier/save-classifier-entry.ts'
import * as save from './entry/save-directory-entries.ts'
import { searchResidents } from './person/search-residents.ts'
import { setPhone } from './person/set-phone.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

export const housingRoutes = ({ deps }: Binding): Handlers<keyof typeof contract> => ({
  directories: (actor, input) => getDirectories(deps, actor, input),
  listHouses: (actor, input) => listHouses(deps, actor, input),
  getHouse: (actor, input) => getHouse(deps, actor, input),
  addHouse: (actor, input) => addHouse(deps, actor, input),
  changeHouse: (actor, input) => changeHouse(deps, actor, input),
  addApartments: (actor, input) => addApartments(deps, actor, input),
  getApartment: (actor, input) => getApartment(deps, actor, input),
  changeApartment: (actor, input) => changeApartment(deps, actor, input),
  addCardLine: (actor, input) => addCardLine(deps, actor, input),
  changeCardLine: (actor, input) => changeCardLine(deps, actor, input),
  setPhone: (actor, input) => setPhone(deps, actor, input),
  forgetPhone: (actor, input) => forgetPhone(deps, actor, input),
  getResident: (actor, input) => getResident(deps, actor, input),
  changeResident: (actor, input) => changeResident(deps, actor, input),
  searchResidents: (actor, input) => searchResidents(deps, actor, input),
  saveTown: (actor, input) => save.saveTown(deps, actor, input),
  saveStreet: (actor, input) => save.saveStreet(deps, actor, input),
  saveMicrodistrict: (actor, input) => save.saveMicrodistrict(deps, actor, input),
  saveSupplyPoint: (actor, input) => save.saveSupplyPoint(deps, actor, input),
  saveOrganisation: (actor, input) => save.saveOrganisation(deps, actor, input),
  saveWorker: (actor, input) => save.saveWorker(deps, actor, input),
  saveWorkerGroup: (actor, input) => save.saveWorkerGroup(deps, actor, input),
  removeDirectoryEntry: (actor, input) => removeDirectoryEntry(deps, actor, input),
  saveClassifierEntry: (actor, input) => saveClassifierEntry(deps, actor, input),
  classifierHistory: (actor, input) => classifierHistory(deps, actor, input),
})
