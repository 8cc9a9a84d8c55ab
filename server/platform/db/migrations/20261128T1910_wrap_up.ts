import type { Knex } from 'knex'

/** What a talk came to, by the code that its operator chose. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls add column wrap_up text check (wrap_up in
      ('task','advice','status','complaint','notOurs','wrongNumber','badLine','abuse'));
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table calls drop column wrap_up')
}
