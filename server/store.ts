import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { JournalEntry } from '#contracts/journal.ts'
import { audit } from '#server/platform/db/audit.ts'
import { createEnding, leaveTo, writeEnding, type Ending } from '#server/ending.ts'
import { journal } from '#server/platform/db/journal.ts'
import { repositories, type Repositories } from '#server/repositories.ts'

/** All repositories, and what is left to the end of the transaction. */
export type Transaction = Repositories & Ending

/** What is read without a transaction, or of one moment. */
export type Reading = Repositories & {
  journal: ReturnType<typeof journal>
  audit: ReturnType<typeof audit>
}

/** The database as use cases see it. */
export interface Store {
  /**
   * One transaction: all of `work` and then its ending, or nothing. A deadlock, which PostgreSQL ends by choosing a
   * victim, is tried again: `work` must do nothing outside the transaction.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Many reads of one moment (repeatable read, read only). */
  snapshot<T>(work: (tx: Reading) => Promise<T>): Promise<T>
  /** Single statements outside a transaction. */
  repositories: Reading
  /** `hear` gets what a transaction of this process told, once it is committed; answers what ends the hearing. */
  onCommit(hear: Hearer): () => void
  /** Its name in notifications of the journal: whoever hears by `onCommit` has those entries already. */
  writer: string
}

type Hearer = (entries: readonly JournalEntry[]) => void

export function createStore(knex: Knex, now: () => Date = () => new Date()): Store {
  const hearers = new Set<Hearer>()
  const writer = randomUUID()
  return {
    async transaction(work) {
      const { result, entries } = await againAfterDeadlock(() =>
        knex.transaction(async (tx) => {
          const ending = createEnding()
          const done = await work({ ...repositories(tx), ...ending })
          return { result: done, entries: await writeEnding(tx, ending, now(), writer) }
        }),
      )
      if (entries.length > 0) for (const hear of hearers) hear(entries)
      return result
    },
    onCommit(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    writer,
    snapshot: (work) =>
      knex.transaction((tx) => work(reading(tx)), { isolationLevel: 'repeatable read', readOnly: true }),
    repositories: reading(knex),
  }
}

/**
 * The store within a transaction that is open already: its transactions are savepoints, and what they leave to the end
 * goes to the end of the transaction; nothing of one that was rolled back.
 */
export const storeWithin = (tx: Transaction): Store => ({
  transaction: (work) =>
    tx.knex.transaction(async (savepoint) => {
      const ending = createEnding()
      const result = await work({ ...repositories(savepoint), ...ending })
      leaveTo(tx, ending)
      return result
    }),
  snapshot: (work) => work(reading(tx.knex)),
  repositories: reading(tx.knex),
  // the transaction around it is heard
  onCommit: () => () => undefined,
  writer: '',
})

const reading = (k: Knex): Reading => ({ ...repositories(k), journal: journal(k), audit: audit(k) })

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
