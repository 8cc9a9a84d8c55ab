import type { Knex } from 'knex'

/** One repository a noun, each a function of a connection or transaction; add yours here, one line each. */
export const repositories = (k: Knex) => ({
  knex: k,
})
export type Repositories = ReturnType<typeof repositories>
