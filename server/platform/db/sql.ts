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
