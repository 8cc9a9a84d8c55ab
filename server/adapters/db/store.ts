import type { Knex } from 'knex'
import { repositories, type Repositories } from './repositories.ts'

/** The database as use cases see it. */
export interface Store {
  /**
   * One transaction: all of `work`, or nothing. Journal and counters are taken last in it. A deadlock, which
   * PostgreSQL ends by choosing a victim, is tried again: `work` must do nothing outside the transaction.
   */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Many reads of one moment (repeatable read, read only). */
  snapshot<T>(work: (tx: Repositories) => Promise<T>): Promise<T>
  /** Single statements outside a transaction. */
  repositories: Repositories
}

export function createStore(knex: Knex): Store {
  return {
    transaction: (work) => againAfterDeadlock(() => knex.transaction((tx) => work(repositories(tx)))),
    snapshot: (work) =>
      knex.transaction((tx) => work(repositories(tx)), { isolationLevel: 'repeatable read', readOnly: true }),
    repositories: repositories(knex),
  }
}

const attempts = 3

async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !isDeadlock(error)) throw error
    }
  }
}

// 40P01 deadlock_detected
const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40P01'
