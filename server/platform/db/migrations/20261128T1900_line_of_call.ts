import type { Knex } from 'knex'

/** What line a call came on, in the words of its moment; and the numbers of a company that wants its own (ADR 0042). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls add line_name text;
    alter table companies add number_prefix text not null default '';
    comment on column companies.number_prefix is 'before the numbers of its tasks; empty: those of all';
    -- two companies under one prefix would share a series without knowing it
    create unique index companies_number_prefix on companies (number_prefix) where number_prefix <> '';
    -- the archive of one of several companies; where there is one, nobody asks so
    create index tasks_company on tasks (company_id, id desc);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index tasks_company;
    drop index companies_number_prefix;
    alter table companies drop number_prefix;
    alter table calls drop line_name;
  `)
}
