import type { Knex } from 'knex'

/** Who takes a waiting call, so that of two who press at once one has it. Unlogged: of seconds, not of record. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table call_takes (
      call_id text primary key,
      user_id bigint not null references users,
      at timestamptz not null
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table call_takes')
}
