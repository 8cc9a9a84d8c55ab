import type { Knex } from 'knex'

/** Who calls a missed caller back. Beside the task and not in it: signs of life are no changes of the task. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table callback_claims (
      task_id bigint primary key references tasks on delete cascade,
      user_id bigint not null references users,
      claimed_at timestamptz not null,
      seen_at timestamptz not null
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table callback_claims')
}
