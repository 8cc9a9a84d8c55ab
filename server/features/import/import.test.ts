// @module-tag long
import writeExcel from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Import } from '#contracts/import.ts'
import { createJobRunner } from '#server/platform/queue/create-job-runner.ts'
import type { JobRunner } from '#server/ports.ts'
import { parseDate } from '#domain/import/values/date.ts'
import { jobHandlers } from '#server/features.ts'
import { buildCity, csvOf, directoryAsText } from '#server/testing/samples/import-city.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { until } from '#server/testing/product/product.ts'
import { kindsOfFault, residentsFile, type ResidentsFile } from '#server/testing/samples/residents-file.ts'

let edge: TestEdge
let runner: JobRunner
let supervisor: Browser
const file = residentsFile({ rows: 15_000, faultsOfKind: 20 })

beforeAll(async () => {
  edge = await startEdge()
  await buildCity(edge.deps.store, file.houses)
  supervisor = await edge.as('supervisor')
  const { deps, database } = edge
  runner = createJobRunner({ redisUrl: null, databaseUrl: database.url, deps, handlers: jobHandlers })
  await runner.start()
})
afterAll(async () => {
  await runner.stop()
  await edge.stop()
})

async function send(bytes: Buffer, name: string): Promise<Import> {
  const answer = await fetch(`${edge.origin}/api/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      origin: edge.origin,
      cookie: supervisor.cookie,
      'x-csrf-token': supervisor.csrf,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(answer.status).toBe(201)
  return settled(Import.parse(await answer.json()).id)
}

async function settled(id: number): Promise<Import> {
  let seen: Import | undefined
  await until(
    async () => {
      seen = Import.parse(await (await supervisor.send('GET', `/api/imports/${id}`)).json())
      return ['ready', 'done', 'failed'].includes(seen.state)
    },
    100_000,
    `import ${id} is worked through`,
  )
  if (seen === undefined) throw new Error('nothing was seen')
  return seen
}

async function apply(id: number): Promise<Import> {
  expect((await supervisor.send('POST', `/api/imports/${id}/apply`, { body: {} })).status).toBe(200)
  return settled(id)
}

async function exported(format: 'csv' | 'xlsx'): Promise<Buffer> {
  const answer = await supervisor.send('GET', `/api/export/residents?format=${format}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="residents-[\\d-]+\\.${format}"$`),
  )
  return Buffer.from(await answer.arrayBuffer())
}

/** As another program writes it: days as days, numbers as numbers, texts shared. */
async function xlsxOf({ title, headings, rows }: ResidentsFile): Promise<Buffer> {
  const dayColumns = new Set([12, 13, 14])
  const cell = (text: string, column: number) => {
    const day = dayColumns.has(column) ? parseDate(text) : null
    if (day !== null) return { value: new Date(day), type: Date, format: 'dd.mm.yyyy' }
    return /^\d{1,4}$/.test(text) ? { value: Number(text), type: Number } : { value: text, type: String }
  }
  const sheet = [...title, headings, ...rows].map((row) => row.map(cell))
  return Buffer.from(await writeExcel(sheet).toBuffer())
}

describe('15,000 residents with 200 faulty lines of ten kinds', () => {
  test(
    'all 200 are named by line, column and reason; the rest is imported',
    { timeout: 120_000 },
    async () => {
      const checked = await send(await csvOf(file), 'жители.csv')
      expect(checked).toMatchObject({
        state: 'ready',
        counts: { read: 15_000, good: 14_800, faulty: 200, added: 14_800, changed: 0, same: 0, done: 15_000 },
      })
      expect(file.faults).toHaveLength(200)
      expect(new Set(kindsOfFault).size).toBe(10)
      expect(checked.faults).toEqual(file.faults)
      expect(checked.columns.find(({ heading }) => heading === 'Кв-ра')?.field).toBe('flat')
      expect(checked.columns.find(({ heading }) => heading === 'Дата рождения')?.field).toBeNull()
      const { knex } = edge.deps.store.repositories
      expect(await knex('residents').count()).toEqual([{ count: 0 }])

      const done = await apply(checked.id)
      expect(done).toMatchObject({
        state: 'done',
        counts: { good: 14_800, faulty: 200, added: 14_800, done: 14_800 },
      })
      expect(await knex('apartment_residents').count()).toEqual([{ count: 14_800 }])
      const kept = await knex('imports').where({ id: checked.id }).first()
      expect(kept.file.length).toBe(0)
      const history = await knex('directory_history').where({ what: 'imported' }).first()
      expect(history.changes.import).toEqual(['', String(checked.id)])
    },
  )

  test.each(['csv', 'xlsx'] as const)(
    'the same file again, as %s, changes nothing',
    { timeout: 120_000 },
    async (format) => {
      const before = await directoryAsText(edge.deps.store)
      const again = await send(format === 'csv' ? await csvOf(file) : await xlsxOf(file), `жители.${format}`)
      expect(again.counts).toMatchObject({
        read: 15_000,
        good: 14_800,
        faulty: 200,
        added: 0,
        changed: 0,
        same: 14_800,
      })
      const place = ({ line, column, reason }: (typeof again.faults)[number]) => ({ line, column, reason })
      expect(again.faults.map(place)).toEqual(file.faults.map(place))
      expect((await apply(again.id)).counts).toMatchObject({ added: 0, changed: 0, same: 14_800 })
      expect(await directoryAsText(edge.deps.store)).toEqual(before)
    },
  )

  test.each(['csv', 'xlsx'] as const)(
    'an export as %s imported again changes nothing',
    { timeout: 120_000 },
    async (format) => {
      const before = await directoryAsText(edge.deps.store)
      const back = await send(await exported(format), `экспорт.${format}`)
      expect(back.faults).toEqual([])
      expect(back.counts).toMatchObject({
        read: 14_800,
        good: 14_800,
        faulty: 0,
        added: 0,
        changed: 0,
        same: 14_800,
      })
      expect((await apply(back.id)).state).toBe('done')
      expect(await directoryAsText(edge.deps.store)).toEqual(before)
    },
  )
})
