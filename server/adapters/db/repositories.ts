import type { Knex } from 'knex'
import { liveState } from './live-state.ts'
import { sessions } from './sessions.ts'
import { sipAccounts } from './sip-accounts.ts'
import { users } from './users.ts'

/** One repository a noun, each a function of a connection or transaction; add yours here, one line each. */
export const repositories = (k: Knex) => ({
  knex: k,
  liveState: liveState(k),
  users: users(k),
  sessions: sessions(k),
  sipAccounts: sipAccounts(k),
})
export type Repositories = ReturnType<typeof repositories>
