// @module-tag programs
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { buildCity, csvOf, directoryAsText } from '#server/testing/samples/import-city.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { residentsFile } from '#server/testing/samples/residents-file.ts'
import { applyImport } from './apply-import.ts'
import { sendImport } from './send-import.ts'

let database: TestDatabase
let dataDir: string
let product: Product
const file = residentsFile({ rows: 15_000, faultsOfKind: 0 })

beforeAll(async () => {
  database = await createTestDatabase()
  await buildCity(database.store, file.houses)
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-killed-'))
  product = await start()
})
afterAll(async () => {
  await product.stop()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const start = () =>
  startProduct({ env: { DATABASE_URL: database.url, DATA_DIR: dataDir, SERVICES: 'web,worker' } })
const state = async (id: number) => {
  const row = await database.knex('imports').where({ id }).first('state', 'counts')
  return { state: String(row.state), done: Number(row.counts.done ?? 0) }
}

test(
  'kill -9 while an import is written leaves nothing of it; the next start writes all of it',
  { timeout: 120_000 },
  async () => {
    const deps = testDeps(database.store)
    const actor = await addActor(database.store, 'supervisor')
    const { id } = await sendImport(deps, actor, { fileName: 'жители.csv', file: await csvOf(file) })
    await until(async () => (await state(id)).state === 'ready', 60_000, 'the file is read')
    const before = await directoryAsText(database.store)

    await applyImport(deps, actor, { params: { id }, query: undefined, body: undefined })
    await until(async () => (await state(id)).done > 1_000, 60_000, 'a part is written')
    await product.kill()
    const seen = await state(id)
    expect(seen.state).toBe('applying')
    expect(seen.done).toBeLessThan(15_000)
    expect(await directoryAsText(database.store)).toEqual(before)

    product = await start()
    await until(async () => (await state(id)).state === 'done', 60_000, 'the import is done')
    expect(await database.knex('apartment_residents').count()).toEqual([{ count: 15_000 }])
    expect(await database.knex('directory_history').where({ entity: 'resident' }).count()).toEqual([
      { count: 15_000 },
    ])
  },
)
