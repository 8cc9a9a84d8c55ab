import type { Knex } from 'knex'

/** Events of old calls are deleted (ADR 0020): what such a call became cannot be folded again and is left as it is. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table calls add column are_events_gone boolean not null default false')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table calls drop column are_events_gone')
}
