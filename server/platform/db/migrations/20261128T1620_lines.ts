import type { Knex } from 'knex'

/**
 * Lines, queues, schedules and menus (ADR 0036). What an administrator writes of each is one value, of which whole
 * versions are kept; what must be unique or must exist is a column of it. Asterisk reads them through views (lines.sql).
 * The first queue is the one that every installation has; without a line all goes there, as before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table queues (
      id bigint generated always as identity primary key,
      data jsonb not null,
      -- which of the queues of queues.conf it is; 1 is the default, where calls go that no line sends elsewhere
      slot integer not null unique check (slot between 1 and 12),
      version integer not null default 1
    );
    create table schedules (
      id bigint generated always as identity primary key,
      data jsonb not null,
      version integer not null default 1
    );
    create table menus (
      id bigint generated always as identity primary key,
      data jsonb not null,
      version integer not null default 1
    );
    create table lines (
      id bigint generated always as identity primary key,
      data jsonb not null,
      digits text generated always as (data ->> 'digits') stored,
      company_id bigint not null generated always as ((data ->> 'companyId')::bigint) stored references companies,
      version integer not null default 1,
      unique nulls not distinct (digits)
    );
    create index lines_company_id on lines (company_id);
    create table line_versions (
      kind text not null check (kind in ('line', 'queue', 'schedule', 'menu')),
      part_id bigint not null,
      version integer not null,
      data jsonb,
      changed_at timestamptz not null,
      by_user bigint references users,
      primary key (kind, part_id, version)
    );
    create index line_versions_by_user on line_versions (by_user);
    create table night_mode (
      id integer primary key default 1 check (id = 1),
      started_at timestamptz not null,
      ends_at timestamptz not null,
      by_user bigint references users
    );
    create index night_mode_by_user on night_mode (by_user);
    create table calendar_days (
      day date primary key,
      kind text not null check (kind in ('off', 'work')),
      source text not null
    );
    insert into queues (slot, data) values (1, '{"name": "Общая очередь", "strategy": "longestIdle", "waitSeconds": null,
      "isFirst": false, "operators": null, "overflow": []}');
  `)
  for (const { source, off, work } of calendar)
    await knex('calendar_days').insert([
      ...off.map((day) => ({ day, kind: 'off', source })),
      ...work.map((day) => ({ day, kind: 'work', source })),
    ])
}

const days = (month: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${month}-${String(from + i).padStart(2, '0')}`)

/** Non-working days that are no plain weekend, and weekends that are worked. */
const calendar = [
  {
    source: 'ст. 112 ТК РФ; постановление Правительства РФ от 04.10.2024 № 1335',
    off: [
      ...days('2025-01', 1, 8),
      ...['2025-02-23', '2025-03-08', '2025-05-01', '2025-05-02', '2025-05-08', '2025-05-09'],
      ...['2025-06-12', '2025-06-13', '2025-11-03', '2025-11-04', '2025-12-31'],
    ],
    work: ['2025-11-01'],
  },
  {
    source: 'ст. 112 ТК РФ; постановление Правительства РФ от 24.09.2025 № 1466',
    off: [
      ...days('2026-01', 1, 9),
      ...['2026-02-23', '2026-03-08', '2026-03-09', '2026-05-01', '2026-05-09', '2026-05-11'],
      ...['2026-06-12', '2026-11-04', '2026-12-31'],
    ],
    work: [],
  },
  {
    // what the Government moves is not known here: by exceptions of a schedule
    source: 'ст. 112 ТК РФ, без переносов по постановлению Правительства РФ',
    off: [
      ...days('2027-01', 1, 8),
      ...['2027-02-23', '2027-03-08', '2027-05-01', '2027-05-03', '2027-05-09', '2027-05-10'],
      ...['2027-06-12', '2027-06-14', '2027-11-04'],
    ],
    work: [],
  },
]

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table calendar_days, night_mode, line_versions, lines, menus, schedules, queues')
}
