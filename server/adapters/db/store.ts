import type { Knex } from 'knex'
import { repositories, type Repositories } from './repositories.ts'

/** The database as use cases see it. */
export interface Store {
  /** One transaction: all of `work`, or nothing. Journal and counters are taken last in it. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Many reads of one moment (repeatable read, read only). */
  snapshot<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Single statements outside a transaction. */
  repositories: Repositories
}

export function createStore(knex: Knex): Store {
  return {
    transaction: (work) => knex.transaction((tx) => work(repositories(tx))),
    snapshot: (work) =>
      knex.transaction((tx) => work(repositories(tx)), { isolationLevel: 'repeatable read', readOnly: true }),
    repositories: repositories(knex),
  }
}
