import type { Knex } from 'knex'

/** Dangers that its words speak of and a person said are none. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table tasks add column dismissed_dangers text[] not null default '{}'`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table tasks drop column dismissed_dangers')
}
