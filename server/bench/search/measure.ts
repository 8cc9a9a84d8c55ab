import type { Knex } from 'knex'
import { createStore } from '#server/store.ts'
import { listCalls } from '#server/features/call/list-calls.ts'
import { listTasks } from '#server/features/task/list-tasks.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import type { SearchableSize } from '#server/testing/database/searchable-years.ts'
import { explain, pagesRead, statementsOf } from '#server/testing/database/statement-plans.ts'
import { median, quantile } from '../stats.ts'
import { textsOf } from './texts.ts'

export interface Measured {
  name: string
  ms: { p50: number; p95: number }
  /** As many empty statements, right after each search. */
  floor: { p50: number; p95: number }
  /** Of the database, read by all statements of a search. */
  pages: { median: number; max: number }
  /** Does the median search fill a page? */
  isFull: boolean
}

/** What the pages ask for: the log, and the search in the archive of tasks. */
const limits = { calls: 50, tasks: 25 }
const rounds = 3

/** Each kind of search with its texts, three times over; the plans of each text once. */
export async function measure(knex: Knex, size: SearchableSize): Promise<Measured[]> {
  const store = createStore(knex)
  const deps = testDeps(store)
  const chief = await addActor(store, 'supervisor')
  const search = async (what: 'calls' | 'tasks', text: string): Promise<number> => {
    const input = {
      params: undefined,
      body: undefined,
      query: { ...(text ? { search: text } : {}), limit: limits[what] },
    }
    return what === 'calls'
      ? (await listCalls(deps, chief, input)).calls.length
      : (await listTasks(deps, chief, input)).tasks.length
  }
  const measured: Measured[] = []
  for (const { what, name, texts } of await textsOf(knex, size)) {
    const pages: number[] = []
    const found: number[] = []
    const statements: number[] = []
    for (const text of texts) {
      const { asked, answer } = await statementsOf(knex, () => search(what, text))
      let read = 0
      for (const statement of asked) read += pagesRead(await explain(knex, statement))
      pages.push(read)
      found.push(answer)
      statements.push(asked.length)
    }
    const took: number[] = []
    const idle: number[] = []
    for (let round = 0; round < rounds; round++) {
      for (const [n, text] of texts.entries()) {
        took.push(await timed(() => search(what, text)))
        idle.push(
          await timed(async () => {
            for (let i = 0; i < (statements[n] ?? 0); i++) await knex.raw('select 1')
          }),
        )
      }
    }
    measured.push({
      name: `${what}: ${name}`,
      ms: { p50: quantile(took, 0.5), p95: quantile(took, 0.95) },
      floor: { p50: quantile(idle, 0.5), p95: quantile(idle, 0.95) },
      pages: { median: Math.round(median(pages)), max: Math.max(...pages) },
      isFull: median(found) === limits[what],
    })
  }
  return measured
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}
