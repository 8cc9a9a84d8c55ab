import type { Knex } from 'knex'
import { callEvents } from './call/call-events.ts'
import { callQuality } from './call/call-quality.ts'
import { calls } from './call/calls.ts'
import { ledgerCursors } from './call/ledger-cursors.ts'
import { counters } from './counters.ts'
import { addresses } from './directory/addresses.ts'
import { apartments } from './directory/apartments.ts'
import { entries } from './directory/entries.ts'
import { houses } from './directory/houses.ts'
import { residents } from './directory/residents.ts'
import { smallDirectories } from './directory/small-directories.ts'
import { callers } from './directory/callers.ts'
import { classifier } from './directory/classifier.ts'
import { directory } from './directory/directory.ts'
import { directoryHistory } from './directory/directory-history.ts'
import { happened } from './directory/happened.ts'
import { living } from './directory/living.ts'
import { operators } from './directory/operators.ts'
import { phones } from './directory/phones.ts'
import { jobs } from './jobs.ts'
import { exportedResidents } from './import/exported-residents.ts'
import { importLines } from './import/import-lines.ts'
import { imports } from './import/imports.ts'
import { knownFlats } from './import/known-flats.ts'
import { importWriter } from './import/write-plans.ts'
import { liveState } from './live-state.ts'
import { heartbeats } from './operator/heartbeats.ts'
import { operatorOffers } from './operator/offers.ts'
import { operatorStates } from './operator/operator-states.ts'
import { phoneDialogs } from './phone-dialogs.ts'
import { retention } from './retention.ts'
import { sessions } from './sessions.ts'
import { sipAccounts } from './sip-accounts.ts'
import { settings } from './settings.ts'
import { notices } from './shutdown/notices.ts'
import { shutdownCallers } from './shutdown/shutdown-callers.ts'
import { shutdownHistory } from './shutdown/shutdown-history.ts'
import { shutdownHouses } from './shutdown/shutdown-houses.ts'
import { shutdowns } from './shutdown/shutdowns.ts'
import { callbackClaims } from './task/callback-claims.ts'
import { taskHandovers } from './task/task-handovers.ts'
import { taskHistory } from './task/task-history.ts'
import { taskTold } from './task/task-told.ts'
import { shutdownReports } from './shutdown/shutdown-reports.ts'
import { speech } from './shutdown/speech.ts'
import { suggestions } from './shutdown/suggestions.ts'
import { tasks } from './task/tasks.ts'
import { users } from './users.ts'

/** One repository a noun, each a function of a connection or transaction; add yours here, one line each. */
export const repositories = (k: Knex) => ({
  knex: k,
  calls: calls(k),
  callEvents: callEvents(k),
  callQuality: callQuality(k),
  ledger: ledgerCursors(k),
  tasks: tasks(k),
  callbackClaims: callbackClaims(k),
  taskHistory: taskHistory(k),
  taskTold: taskTold(k),
  taskHandovers: taskHandovers(k),
  counters: counters(k),
  retention: retention(k),
  directory: directory(k),
  directoryHistory: directoryHistory(k),
  happened: happened(k),
  addresses: addresses(k),
  apartments: apartments(k),
  directoryEntries: entries(k),
  houses: houses(k),
  residents: residents(k),
  smallDirectories: smallDirectories(k),
  callers: callers(k),
  living: living(k),
  phones: phones(k),
  classifier: classifier(k),
  operators: operators(k),
  importLines: importLines(k),
  imports: imports(k),
  knownFlats: knownFlats(k),
  importWriter: importWriter(k),
  exportedResidents: exportedResidents(k),
  settings: settings(k),
  shutdownReports: shutdownReports(k),
  suggestions: suggestions(k),
  speech: speech(k),
  jobs: jobs(k),
  liveState: liveState(k),
  heartbeats: heartbeats(k),
  operatorOffers: operatorOffers(k),
  operatorStates: operatorStates(k),
  users: users(k),
  sessions: sessions(k),
  sipAccounts: sipAccounts(k),
  phoneDialogs: phoneDialogs(k),
  shutdowns: shutdowns(k),
  shutdownHouses: shutdownHouses(k),
  shutdownHistory: shutdownHistory(k),
  shutdownCallers: shutdownCallers(k),
  notices: notices(k),
})
export type Repositories = ReturnType<typeof repositories>
