import type { Knex } from 'knex'

export type Binding = string | number | boolean | Date | Buffer | null | readonly (string | number)[]

/**
 * The one place where a statement's rows get their type: the caller says what its columns are.
 * `?` binds; an array binds as one PostgreSQL array, anything for a `jsonb` parameter goes through `json`.
 */
export async function query<Row>(k: Knex, sql: string, bindings: readonly Binding[] = []): Promise<Row[]> {
  const result: { rows: Row[] } = await k.raw(sql, bindings as Knex.RawBinding[])
  return result.rows
}

/** The first row, or null. */
export async function queryOne<Row>(
  k: Knex,
  sql: string,
  bindings: readonly Binding[] = [],
): Promise<Row | null> {
  return (await query<Row>(k, sql, bindings))[0] ?? null
}

/** Each connection keeps what it prepared; texts beyond this are planned each time. */
const preparedAtMost = 50
const names = new Map<string, string>()

/** As `query`, and planned once a connection: for what is said many times a second, always in the same words. */
export async function preparedQuery<Row>(k: Knex, sql: string, bindings: readonly Binding[]): Promise<Row[]> {
  const result: { rows: Row[] } = await k.raw(sql, bindings as Knex.RawBinding[]).options(named(sql))
  return result.rows
}

function named(sql: string): { name?: string } {
  const known = names.get(sql)
  if (known !== undefined) return { name: known }
  if (names.size === preparedAtMost) return {}
  const name = `prepared-${names.size}`
  names.set(sql, name)
  return { name }
}
