import type { Knex } from 'knex'

/**
 * The companies that the dispatch centre serves. The first is the one of an installation that knows no others: whatever
 * names no company is its.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table companies (
      id bigint generated always as identity primary key,
      name text not null,
      short_name text not null,
      version integer not null default 1
    );
    insert into companies (name, short_name)
      select coalesce(nullif((select data ->> 'name' from settings limit 1), ''), 'Управляющая компания'), 'УК'
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table companies')
}
