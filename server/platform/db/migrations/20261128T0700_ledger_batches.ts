import type { Knex } from 'knex'

/** Who waited for another batch of the same source sees by the count that what it read is older than that batch. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table ledger_cursors add column batches bigint not null default 0')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table ledger_cursors drop column batches')
}
