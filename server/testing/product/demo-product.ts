import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { createTestDatabase } from '#server/testing/database/database.ts'
import { startProduct, type Product } from './product.ts'

export interface DemoProduct extends Product {
  /** Of the embedded PBX. */
  ledgerFile: string
  knex: Knex
}

/**
 * The product with its demo company and the embedded PBX, in a database of the run. That `npm start` makes itself a
 * PostgreSQL is proved by start.test.ts; each file that needs nothing but the product is ready some seconds earlier.
 */
export async function startDemo(env: Record<string, string> = {}): Promise<DemoProduct> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-demo-'))
  // scripts that take pictures are no run of tests: there it makes itself a PostgreSQL, as `npm start` does
  const database = process.env['VITEST'] === undefined ? null : await createTestDatabase()
  const product = await startProduct({
    env: { DATA_DIR: dataDir, DEMO: '1', ...(database && { DATABASE_URL: database.url }), ...env },
  })
  return {
    ...product,
    get knex() {
      if (database === null) throw new Error('only a run of tests looks into its database')
      return database.knex
    },
    ledgerFile: path.join(dataDir, 'ledger.jsonl'),
    async stop() {
      await product.stop()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
