import type { Knex } from 'knex'

/** Numbers that visitors of the call page type are not vouched for until an operator has asked (ADR 0019). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls add column number_trust text not null default 'network'
      check (number_trust in ('network', 'typed', 'confirmed'));
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table calls drop column number_trust')
}
