import type { Knex } from 'knex'

/**
 * The indexes of open tasks name what is over and not what is open: PostgreSQL proves that a list of states has none
 * of these, so a state of work more needs no other index.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tasks_open;
    drop index tasks_house_open;
    create index tasks_open on tasks (created_at desc)
      where status not in ('discarded','done','closed','cancelled');
    create index tasks_house_open on tasks (house_id)
      where status not in ('draft','callback','discarded','done','closed','cancelled');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tasks_open;
    drop index tasks_house_open;
    create index tasks_open on tasks (created_at desc)
      where status in ('draft','callback','new','accepted','assigned','inProgress','deferred');
    create index tasks_house_open on tasks (house_id)
      where status in ('new','accepted','assigned','inProgress','deferred');
  `)
}
