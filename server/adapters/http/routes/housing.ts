import type { housingRoutes as contract } from '#contracts/routes/housing.ts'
import { addApartments } from '#server/app/directory/add-apartments.ts'
import { addCardLine } from '#server/app/directory/add-card-line.ts'
import { addHouse } from '#server/app/directory/add-house.ts'
import { changeApartment } from '#server/app/directory/change-apartment.ts'
import { changeCardLine } from '#server/app/directory/change-card-line.ts'
import { changeHouse } from '#server/app/directory/change-house.ts'
import { changeResident } from '#server/app/directory/change-resident.ts'
import { classifierHistory } from '#server/app/directory/classifier-history.ts'
import { forgetPhone } from '#server/app/directory/forget-phone.ts'
import { getApartment } from '#server/app/directory/get-apartment.ts'
import { getDirectories } from '#server/app/directory/get-directories.ts'
import { getHouse } from '#server/app/directory/get-house.ts'
import { getResident } from '#server/app/directory/get-resident.ts'
import { listHouses } from '#server/app/directory/list-houses.ts'
import { removeDirectoryEntry } from '#server/app/directory/remove-directory-entry.ts'
import { saveClassifierEntry } from '#server/app/directory/save-classifier-entry.ts'
import * as save from '#server/app/directory/save-directory-entries.ts'
import { searchResidents } from '#server/app/directory/search-residents.ts'
import { setPhone } from '#server/app/directory/set-phone.ts'
import type { Binding, Handlers } from './binding.ts'

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
