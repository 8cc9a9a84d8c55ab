import type { Knex } from 'knex'

/** By whom a call page's account was asked for: its calls at once are counted by address (ADR 0019). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table sip_accounts add column visitor text not null default ''`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table sip_accounts drop column visitor')
}
