import { writeCsv } from '#server/platform/files/write-csv.ts'
import type { Store } from '#server/store.ts'
import { addHouse } from './houses.ts'
import type { CityHouse, ResidentsFile } from './residents-file.ts'

/** Streets and houses that a file of residents names: an import makes none. */
export async function buildCity(store: Store, houses: readonly CityHouse[]): Promise<void> {
  for (const { kind, street, number, entrances, floors } of houses) {
    const id = await addHouse(store, { kind, street, number })
    await store.repositories.knex('houses').where({ id }).update({ entrances, floors })
  }
}

/** A list as something that is read piece by piece. */
export async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const row of rows) yield row
}

/** The register as one CSV file. */
export async function csvOf({
  title,
  headings,
  rows,
}: Pick<ResidentsFile, 'title' | 'headings' | 'rows'>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeCsv(title[0] ?? headings, each([...title.slice(1), headings, ...rows])))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

const tables = [
  'towns',
  'streets',
  'houses',
  'apartments',
  'residents',
  'apartment_residents',
  'phones',
  'directory_history',
]

/** Every row of what an import may touch, as text: two are the same when nothing at all changed. */
export async function directoryAsText(store: Store): Promise<Record<string, string[]>> {
  const whole: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await store.repositories.knex.raw(`select t::text as line from ${table} t order by 1`)
    whole[table] = rows.map(({ line }: { line: string }) => line)
  }
  return whole
}
