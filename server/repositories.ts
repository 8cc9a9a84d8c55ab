import type { Knex } from 'knex'
import { callEvents } from '#server/features/call/db/call-events.ts'
import { callTakes } from '#server/features/call/db/call-takes.ts'
import { callQuality } from '#server/features/call/db/call-quality.ts'
import { calls } from '#server/features/call/db/calls.ts'
import { ledgerCursors } from '#server/features/call/db/ledger-cursors.ts'
import { companies } from '#server/features/company/db/companies.ts'
import { houseCompanies } from '#server/features/company/db/house-companies.ts'
import { userCompanies } from '#server/features/company/db/user-companies.ts'
import { counters } from '#server/platform/db/counters.ts'
import { addresses } from '#server/features/house/db/addresses.ts'
import { apartments } from '#server/features/house/db/apartments.ts'
import { entries } from '#server/features/house/db/entries.ts'
import { houseSections } from '#server/features/house/db/house-sections.ts'
import { houses } from '#server/features/house/db/houses.ts'
import { residents } from '#server/features/house/db/people/residents.ts'
import { smallDirectories } from '#server/features/house/db/small-directories.ts'
import { callers } from '#server/features/house/db/people/callers.ts'
import { classifier } from '#server/features/classifier/db/classifier.ts'
import { consentRegister } from '#server/features/consent/db/consent-register.ts'
import { consents } from '#server/features/consent/db/consents.ts'
import { problemChoices } from '#server/features/classifier/db/problem-choices.ts'
import { places } from '#server/features/house/db/places.ts'
import { directoryHistory } from '#server/features/house/db/people/directory-history.ts'
import { happened } from '#server/features/house/db/people/happened.ts'
import { living } from '#server/features/house/db/people/living.ts'
import { keptPlaces } from '#server/features/kept-place/db/kept-places.ts'
import { lines } from '#server/features/line/db/lines.ts'
import { operators } from '#server/features/operator/db/operators.ts'
import { phones } from '#server/features/house/db/people/phones.ts'
import { jobs } from '#server/platform/db/jobs.ts'
import { exportedResidents } from '#server/features/import/db/exported-residents.ts'
import { importLines } from '#server/features/import/db/import-lines.ts'
import { imports } from '#server/features/import/db/imports.ts'
import { knownFlats } from '#server/features/import/db/known-flats.ts'
import { importWriter } from '#server/features/import/db/write-plans.ts'
import { liveState } from '#server/features/board/db/live-state.ts'
import { heartbeats } from '#server/features/operator/db/heartbeats.ts'
import { operatorOffers } from '#server/features/operator/db/offers.ts'
import { operatorStates } from '#server/features/operator/db/operator-states.ts'
import { phoneOrders } from '#server/features/phone/db/phone-orders.ts'
import { phoneDialogs } from '#server/features/phone/db/phone-dialogs.ts'
import { retention } from '#server/features/retention/db/retention.ts'
import { sessions } from '#server/features/session/db/sessions.ts'
import { sipAccounts } from '#server/features/phone/db/sip-accounts.ts'
import { settings } from '#server/features/settings/db/settings.ts'
import { notices } from '#server/features/shutdown/db/notice/notices.ts'
import { shutdownCallers } from '#server/features/shutdown/db/notice/shutdown-callers.ts'
import { shutdownHistory } from '#server/features/shutdown/db/shutdown-history.ts'
import { shutdownHouses } from '#server/features/shutdown/db/shutdown-houses.ts'
import { shutdowns } from '#server/features/shutdown/db/shutdowns.ts'
import { callbackClaims } from '#server/features/callback/db/callback-claims.ts'
import { taskHandovers } from '#server/features/task/db/task-handovers.ts'
import { joinedCallers } from '#server/features/task/db/joined-callers.ts'
import { taskHistory } from '#server/features/task/db/task-history.ts'
import { taskTold } from '#server/features/task/db/task-told.ts'
import { shutdownReports } from '#server/features/shutdown/db/shutdown-reports.ts'
import { speech } from '#server/features/shutdown/db/speech.ts'
import { spokenFiles } from '#server/features/speech/db/spoken-files.ts'
import { suggestions } from '#server/features/shutdown/db/suggestions.ts'
import { tasks } from '#server/features/task/db/tasks.ts'
import { taskWatchers } from '#server/features/task/db/task-watchers.ts'
import { trunks } from '#server/features/trunk/db/trunks.ts'
import { together, type Part } from '#server/platform/db/together.ts'
import { users } from '#server/features/session/db/users.ts'

/** One repository a noun, each a function of a connection or transaction; add yours here, one line each. */
export const repositories = (k: Knex) => ({
  knex: k,
  /** Several parts as one statement. */
  together: <Parts extends Record<string, Part<unknown>>>(parts: Parts) => together(k, parts),
  calls: calls(k),
  callEvents: callEvents(k),
  callQuality: callQuality(k),
  callTakes: callTakes(k),
  ledger: ledgerCursors(k),
  tasks: tasks(k),
  callbackClaims: callbackClaims(k),
  joinedCallers: joinedCallers(k),
  taskHistory: taskHistory(k),
  taskTold: taskTold(k),
  taskWatchers: taskWatchers(k),
  taskHandovers: taskHandovers(k),
  companies: companies(k),
  houseCompanies: houseCompanies(k),
  userCompanies: userCompanies(k),
  counters: counters(k),
  retention: retention(k),
  places: places(k),
  directoryHistory: directoryHistory(k),
  happened: happened(k),
  addresses: addresses(k),
  apartments: apartments(k),
  directoryEntries: entries(k),
  houses: houses(k),
  houseSections: houseSections(k),
  residents: residents(k),
  smallDirectories: smallDirectories(k),
  callers: callers(k),
  living: living(k),
  phones: phones(k),
  problemChoices: problemChoices(k),
  classifier: classifier(k),
  consents: consents(k),
  consentRegister: consentRegister(k),
  operators: operators(),
  importLines: importLines(k),
  imports: imports(k),
  knownFlats: knownFlats(k),
  importWriter: importWriter(k),
  exportedResidents: exportedResidents(k),
  keptPlaces: keptPlaces(k),
  lines: lines(k),
  settings: settings(k),
  shutdownReports: shutdownReports(k),
  suggestions: suggestions(k),
  speech: speech(k),
  spokenFiles: spokenFiles(k),
  jobs: jobs(k),
  liveState: liveState(k),
  heartbeats: heartbeats(k),
  operatorOffers: operatorOffers(k),
  operatorStates: operatorStates(k),
  users: users(k),
  sessions: sessions(k),
  sipAccounts: sipAccounts(k),
  phoneDialogs: phoneDialogs(k),
  phoneOrders: phoneOrders(k),
  shutdowns: shutdowns(k),
  shutdownHouses: shutdownHouses(k),
  shutdownHistory: shutdownHistory(k),
  shutdownCallers: shutdownCallers(k),
  notices: notices(k),
  trunks: trunks(k),
})
export type Repositories = ReturnType<typeof repositories>
