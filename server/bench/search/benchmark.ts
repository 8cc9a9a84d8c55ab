import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate, takeBack } from '#server/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { fillSearchableYears, type SearchableSize } from '#server/testing/database/searchable-years.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { saveResults } from '../results.ts'
import { measure, type Measured } from './measure.ts'
import { costOfInsertion } from './insertion.ts'

/** Issue 7, number 22: pages and milliseconds of a search, and pages of ten times the data. */
const goals = { pages: 500, p95: 30, growth: 1.3 }

/** The town is the same in both: ten times the data are ten times the years. */
const people = 300_000
const full: readonly SearchableSize[] = [
  { calls: 500_000, tasks: 100_000, people },
  { calls: 5_000_000, tasks: 1_000_000, people },
]
const quick: readonly SearchableSize[] = [
  { calls: 50_000, tasks: 10_000, people: 30_000 },
  { calls: 500_000, tasks: 100_000, people: 30_000 },
]

/** Searches of calls and tasks among years of them, and among a tenth; true when all goals are met. */
export async function benchSearch(isQuick: boolean, say: (line: string) => void): Promise<boolean> {
  const runs = []
  for (const size of isQuick ? quick : full) {
    say(`Search among ${size.calls} calls and ${size.tasks} tasks`)
    runs.push(await inOwnDatabase((knex) => fillAndMeasure(knex, size, say)))
  }
  const [tenth, whole] = runs
  if (!tenth || !whole) throw new Error('two sizes')
  const growth = whole.searches.map((large) => growthOf(tenth.searches, large))
  say('')
  for (const [n, large] of whole.searches.entries()) {
    say(`  ${line(large)}  growth ${growth[n]?.toFixed(2) ?? '– (a tenth fills no page)'}`)
  }
  const worst = {
    pages: Math.max(...whole.searches.map(({ pages }) => pages.max)),
    p95: Math.max(...whole.searches.map(({ ms }) => ms.p95)),
    growth: Math.max(...growth.map((one) => one ?? 0)),
  }
  const isMet = worst.pages <= goals.pages && worst.p95 <= goals.p95 && worst.growth <= goals.growth
  const load = loadavg()[0] ?? 0
  say(`  load of the machine in the last minute: ${load.toFixed(1)}`)
  say(
    `  worst: ${worst.pages} pages (goal ${goals.pages}), p95 ${worst.p95.toFixed(1)} ms (goal ${goals.p95}), ` +
      `growth ${worst.growth.toFixed(2)} (goal ${goals.growth}): ${isMet ? 'met' : 'over'}`,
  )
  say(
    `\nsaved: ${saveResults(isQuick ? 'search-quick' : 'search', { goals, worst, load, growth, tenth, whole })}\n`,
  )
  return isMet
}

async function inOwnDatabase<T>(work: (knex: Knex) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quietLog })
  const knex = connect({ url: postgres.url, max: 2 })
  try {
    await migrate(knex)
    return await work(knex)
  } finally {
    await knex.destroy()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fills the tables as they were before search had lists, so that the migration is measured as well. */
async function fillAndMeasure(knex: Knex, size: SearchableSize, say: (line: string) => void) {
  await takeBack(knex, '20261128T2000_term_ends.ts')
  await takeBack(knex, '20261128T0320_term_parts.ts')
  await takeBack(knex, '20261127T1860_search_postings.ts')
  await fillSearchableYears(knex, size)
  const before = await bytesOf(knex)
  const since = performance.now()
  await migrate(knex)
  const listedSeconds = (performance.now() - since) / 1_000
  const lists = (await bytesOf(knex)) - before
  say(
    `  listed by the migration in ${listedSeconds.toFixed(0)} s; ` +
      `${mb(before)} of tables, ${mb(lists)} of lists and dictionary more`,
  )
  await knex.raw('vacuum analyze')
  const searches = await measure(knex, size)
  for (const one of searches) say(`  ${line(one)}`)
  const insertion = await costOfInsertion(knex)
  say(
    `  a call written: p50 ${insertion.listed.p50.toFixed(2)} ms with its postings, ` +
      `${insertion.bare.p50.toFixed(2)} without`,
  )
  return { size, listedSeconds, bytes: { before, lists }, searches, insertion }
}

/** Of median pages, when both sizes fill the page that is asked for. */
function growthOf(tenth: readonly Measured[], large: Measured): number | undefined {
  const small = tenth.find(({ name }) => name === large.name)
  return small && small.isFull && large.isFull ? large.pages.median / small.pages.median : undefined
}

async function bytesOf(knex: Knex): Promise<number> {
  const { rows } = await knex.raw('select pg_database_size(current_database()) as bytes')
  return Number(rows[0].bytes)
}

const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`
const line = ({ name, ms, floor, pages }: Measured): string =>
  `${name.padEnd(34)} p50 ${ms.p50.toFixed(1)} p95 ${ms.p95.toFixed(1)} ms (floor ${floor.p50.toFixed(1)}, ` +
  `${floor.p95.toFixed(1)})  pages ${pages.median}, most ${pages.max}`
