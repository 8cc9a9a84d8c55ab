import type { Knex } from 'knex'
import { preparedQuery, query, type Binding } from './sql.ts'

/**
 * A statement that may be one of several which go to PostgreSQL as one: a round trip for all. Parts see the rows of
 * the moment in which the statement began, not what other parts change, and each row may be changed by one of them.
 */
export interface Part<T> {
  sql: string
  bindings: readonly Binding[]
  /** Rows as JSON has them. */
  read: (rows: unknown) => T
  /** Has it rows at all? */
  answers: boolean
}

/** What reads, or changes and answers. Moments are text when it goes with others and Dates when it goes alone. */
export const part = <Row, T>(
  sql: string,
  bindings: readonly Binding[],
  read: (rows: Row[]) => T,
): Part<T> => ({
  sql,
  bindings,
  // the caller says what its columns are, as in `query`
  read: (rows) => read(rows as Row[]),
  answers: true,
})

/** What changes and answers nothing. */
export const change = (sql: string, bindings: readonly Binding[]): Part<void> => ({
  sql,
  bindings,
  read: () => undefined,
  answers: false,
})

/** A part by itself. */
export const alone = async <T>(k: Knex, { sql, bindings, read }: Part<T>): Promise<T> =>
  read(await query(k, sql, bindings))

/** How a part speaks of the rows of the part of that name: never by the name of a table. */
export const rowsOf = (name: string): string => `"_${name}"`

/**
 * `= ${anyOf('text')}`: one of those in the array that is bound, hidden from the planner. Seeing it, PostgreSQL finds a
 * plan for just these values cheaper than the prepared one and plans the whole statement each time: 3 ms for 1.
 */
export const anyOf = (type: 'text' | 'bigint'): string => `any((select ?::${type}[])::${type}[])`

type Answers<Parts> = { [K in keyof Parts]: Parts[K] extends Part<infer T> ? T : never }

/**
 * All parts as one statement, each under its name, by which later ones may speak of the rows of earlier ones. Prepared
 * once a connection, so the same parts must make the same text: what differs is bound.
 */
export async function together<Parts extends Record<string, Part<unknown>>>(
  k: Knex,
  parts: Parts,
): Promise<Answers<Parts>> {
  const named = Object.entries(parts)
  const withs = named.map(([name, { sql }]) => `${rowsOf(name)} as (${sql})`)
  const answering = named.filter(([, { answers }]) => answers)
  const selected = answering.map(
    ([name]) => `(select coalesce(json_agg(answer), '[]') from ${rowsOf(name)} as answer) as "${name}"`,
  )
  const sql = `with ${withs.join(', ')} select ${selected.length === 0 ? '1' : selected.join(', ')}`
  const bindings = named.flatMap((entry) => entry[1].bindings)
  const [row = {}] = await preparedQuery<Record<string, unknown>>(k, sql, bindings)
  return Object.fromEntries(named.map(([name, { read }]) => [name, read(row[name])])) as Answers<Parts>
}
