import type { Knex } from 'knex'

/** Files are read in pieces; a packed value would be unpacked from its beginning for each of them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table imports alter column file set storage external')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table imports alter column file set storage extended')
}
