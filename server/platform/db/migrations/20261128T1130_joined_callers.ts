import type { Knex } from 'knex'

/** A task shows whom it swallowed, and a supervisor which missed calls were thrown away. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index tasks_joined_to on tasks (joined_to, id) where joined_to is not null;
    create index task_history_discarded on task_history (at)
      where what = 'moved' and from_status = 'callback' and to_status = 'discarded'
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index tasks_joined_to; drop index task_history_discarded')
}
