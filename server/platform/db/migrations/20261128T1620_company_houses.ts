import type { Knex } from 'knex'

/**
 * What a company is, which houses are its from when to when, and what was its when it happened. Calls, tasks and
 * shutdowns from before are the first company's: a default while the column is added writes no row anew. Nothing refers
 * to `companies` from them, for none is ever deleted and each insert would lock the same row.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table companies
      add full_name text not null default '',
      add inn text not null default '',
      add ogrn text not null default '',
      add address text not null default '',
      add phone text not null default '',
      add email text not null default '',
      add emergency_phone text not null default '',
      add contract_from date,
      add contract_to date,
      add served text not null default 'everything' check (served in ('everything', 'emergencies', 'offHours')),
      add day_from_hour integer not null default 8 check (day_from_hour between 0 and 23),
      add day_to_hour integer not null default 17 check (day_to_hour between 1 and 24),
      add greeting text not null default '',
      add print_header text not null default '',
      add colour text not null default 'accent' check (colour in ('accent', 'call', 'plan', 'soon', 'neutral')),
      add check (day_from_hour < day_to_hour),
      add check (contract_from is null or contract_to is null or contract_from <= contract_to);

    create table house_companies (
      house_id bigint not null references houses on delete cascade,
      company_id bigint not null references companies,
      since date,
      until date,
      check (since is null or until is null or since < until),
      -- ranges on both sides: equality in such an index would need an extension
      exclude using gist (int8range(house_id, house_id, '[]') with &&, daterange(since, until) with &&)
    );
    comment on column house_companies.since is 'its first day; null: as long as anybody knows';
    comment on column house_companies.until is 'the first day that is not its any more; null: for good';
    create index house_companies_house on house_companies (house_id);
    create index house_companies_company on house_companies (company_id);

    create table house_company_changes (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      by_user bigint references users,
      company_id bigint references companies,
      since date,
      houses jsonb not null,
      undone_at timestamptz,
      undone_by bigint references users
    );
    comment on column house_company_changes.company_id is 'null: nobody''s from that day on';
    comment on column house_company_changes.houses is 'of each house its id, its periods before and after';
    create index house_company_changes_by_user on house_company_changes (by_user);
    create index house_company_changes_company on house_company_changes (company_id);
    create index house_company_changes_undone_by on house_company_changes (undone_by);
  `)
  const first: { rows: { id: string }[] } = await knex.raw('select min(id) as id from companies')
  const id = Number(first.rows[0]?.id)
  for (const table of ['calls', 'tasks'])
    await knex.raw(`alter table ${table} add company_id bigint default ${id}`)
  await knex.raw(`
    alter table calls add not_served text
      check (not_served in ('never', 'notYet', 'ended', 'emergenciesOnly', 'offHoursOnly'));
    alter table shutdowns add company_ids bigint[] not null default '{${id}}';
    alter table calls alter company_id drop default;
    alter table tasks alter company_id drop default;
    alter table shutdowns alter company_ids set default '{}';
    -- the log of one of several companies; where there is one, nobody asks so
    create index calls_company on calls (company_id, arrived_at desc, id desc);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table shutdowns drop company_ids;
    alter table tasks drop company_id;
    alter table calls drop not_served, drop company_id;
    drop table house_company_changes;
    drop table house_companies;
    alter table companies
      drop full_name, drop inn, drop ogrn, drop address, drop phone, drop email, drop emergency_phone,
      drop contract_from, drop contract_to, drop served, drop day_from_hour, drop day_to_hour, drop greeting,
      drop print_header, drop colour;
  `)
}
