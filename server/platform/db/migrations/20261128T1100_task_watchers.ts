import type { Knex } from 'knex'

/** Which page has which task open: no history, and gone after a crash of PostgreSQL. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table task_watchers (
      socket text primary key,
      user_id bigint not null references users on delete cascade,
      task_id bigint not null,
      is_editing boolean not null,
      at timestamptz not null
    )
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table task_watchers')
}
