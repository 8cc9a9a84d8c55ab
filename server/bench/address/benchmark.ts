import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import type { Knex } from 'knex'
import { connect } from '#server/platform/db/connection/connect.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { query } from '#server/platform/db/sql.ts'
import { createStore } from '#server/store.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { searchAddresses } from '#server/features/house/address/search-addresses.ts'
import { chance, type Chance } from '#server/scripts/demo/chance.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { fillLargeTown, largeTown } from '#server/testing/database/large-town.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { saveResults } from '../results.ts'
import { quantile } from '../stats.ts'

/** Issue 4, "Must show" 7. */
const goalMs = 20
/** Settings, streets, houses. */
const statementsOfSearch = 3

interface Flat {
  street: string
  house: string
  apartment: string
}

/** How an address is typed: whole, shortened, half way, misspelt, with the keyboard in English. */
const ways: readonly [name: string, text: (flat: Flat, luck: Chance) => string][] = [
  ['whole', ({ street, house, apartment }) => `${street} ${house} кв ${apartment}`],
  ['house', ({ street, house }) => `${street.toLowerCase()} ${house}`],
  ['dictated', ({ street, house, apartment }) => `квартира ${apartment} дом ${house} улица ${street}`],
  ['half typed', ({ street }, luck) => street.slice(0, 2 + luck.below(street.length - 2))],
  ['shortened', ({ street, house }) => `${street.slice(0, 5)} ${house}`],
  ['misspelt', ({ street, house }, luck) => `${slip(street, luck)} ${house}`],
  ['in English', ({ street, house }) => `${inEnglish(street)} ${house}`],
]

/** Address search at 200,000 flats, one search after another; true when p99 meets the goal. */
export async function benchAddress(isQuick: boolean, say: (line: string) => void): Promise<boolean> {
  say(`Address search: ${largeTown.flats} flats, ${largeTown.houses} houses, ${largeTown.streets} streets`)
  const folder = mkdtempSync(path.join(tmpdir(), 'vakhta-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: quietLog })
  const knex = connect({ url: postgres.url, max: 2 })
  try {
    await migrate(knex)
    await fillLargeTown(knex)
    const { latencies, floor, found } = await measure(knex, isQuick ? 700 : 7_000)
    const all = Object.values(latencies).flat()
    for (const [way, own] of Object.entries(latencies)) say(`  ${way.padEnd(12)} ${line(own)}`)
    say(`  ${'all'.padEnd(12)} ${line(all)}`)
    // as many empty statements, right after each search: what the machine itself took at that moment
    say(`  ${'floor'.padEnd(12)} ${line(floor)}`)
    const p99 = quantile(all, 0.99)
    const load = loadavg()[0] ?? 0
    say(`  first hit right of whole addresses: ${found.right} of ${found.of}`)
    say(`  load of the machine in the last minute: ${load.toFixed(1)}`)
    say(`  p99 ${p99.toFixed(1)} ms, goal ${goalMs} ms: ${p99 < goalMs ? 'met' : 'over'}`)
    const summary = Object.fromEntries(
      [...Object.entries(latencies), ['all', all] as const, ['floor', floor] as const].map(([way, own]) => [
        way,
        quantiles(own),
      ]),
    )
    const results = { goalMs, p99, load, size: largeTown, searches: all.length, found, summary }
    say(`\nsaved: ${saveResults(isQuick ? 'address-quick' : 'address', results)}\n`)
    return p99 < goalMs
  } finally {
    await knex.destroy()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(knex: Knex, count: number) {
  const store = createStore(knex)
  const deps = testDeps(store)
  const olga = await addActor(store, 'operator')
  const flats = await query<Flat & { text: string }>(
    knex,
    `select s.name as street, h.number as house, a.number as apartment,
       s.kind || ' ' || s.name || ', ' || h.number || ', кв. ' || a.number as text
     from apartments a join houses h on h.id = a.house_id join streets s on s.id = h.street_id
     where a.id % ? = 1 limit ?`,
    [Math.floor(largeTown.flats / count), count],
  )
  const luck = chance(7)
  const latencies: Record<string, number[]> = {}
  const floor: number[] = []
  const found = { right: 0, of: 0 }
  for (const [n, flat] of flats.entries()) {
    const [way, textOf] = ways[n % ways.length] ?? ['', () => '']
    const search = textOf(flat, luck).slice(0, 120)
    const since = performance.now()
    const { hits } = await searchAddresses(deps, olga, {
      params: undefined,
      body: undefined,
      query: { search },
    })
    const took = performance.now() - since
    // the first ones pay for connections and plans: nobody's shift begins with each search
    if (n >= 70) (latencies[way] ??= []).push(took)
    const idle = performance.now()
    for (let i = 0; i < statementsOfSearch; i++) await knex.raw('select 1')
    floor.push(performance.now() - idle)
    if (way !== 'whole') continue
    found.of += 1
    // of two kinds of street with one name either may be meant
    if (hits[0]?.text.endsWith(`${flat.street}, ${flat.house}, кв. ${flat.apartment}`)) found.right += 1
  }
  return { latencies, floor, found }
}

const quantiles = (latencies: readonly number[]) => ({
  count: latencies.length,
  p50: quantile(latencies, 0.5),
  p95: quantile(latencies, 0.95),
  p99: quantile(latencies, 0.99),
  max: quantile(latencies, 1),
})
const line = (latencies: readonly number[]): string =>
  Object.entries(quantiles(latencies))
    .map(([name, value]) => (name === 'count' ? `${value} searches` : `${name} ${value.toFixed(1)} ms`))
    .join('  ')

/** One letter is another one, or two change places. */
function slip(word: string, luck: Chance): string {
  const at = 1 + luck.below(Math.max(1, word.length - 2))
  return luck.next() < 0.5
    ? `${word.slice(0, at)}о${word.slice(at + 1)}`
    : `${word.slice(0, at)}${word
        .slice(at, at + 2)
        .split('')
        .toReversed()
        .join('')}${word.slice(at + 2)}`
}

const russian = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const inEnglish = (text: string): string =>
  text.toLowerCase().replace(/[а-яё]/g, (letter) => keys[russian.indexOf(letter)] ?? letter)
