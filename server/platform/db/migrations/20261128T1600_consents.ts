import type { Knex } from 'knex'

/**
 * The register of consents to calls by a machine (41-ФЗ of 01.04.2025; ADR 0038). Facts are added and never changed:
 * what a consent is worth now follows from the refusals after it. What shutdown_callers.robot_consent_* and
 * robot_refusals knew is carried over.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table consents (
      id bigint generated always as identity primary key,
      digits text not null check (digits <> ''),
      purpose text not null,
      -- to this one alone; null: to all of the purpose
      shutdown_id bigint references shutdowns,
      how text not null check (how in ('key','operator','paper')),
      at timestamptz not null,
      -- kept as text: the proof outlives whatever is pruned
      call_id text,
      -- what was said or asked, whole
      words text not null check (words <> ''),
      paper text not null default '' check (how <> 'paper' or paper <> ''),
      until date,
      -- null: the ledger
      written_by bigint references users check (how = 'key' or written_by is not null),
      written_at timestamptz not null default now()
    );
    create index consents_digits on consents (digits, at desc);
    create unique index consents_keys on consents (call_id, purpose, shutdown_id) nulls not distinct where how = 'key';

    create table contact_refusals (
      id bigint generated always as identity primary key,
      digits text not null check (digits <> ''),
      refused text not null check (refused in ('calls','messages')),
      how text not null check (how in ('key','operator','paper')),
      at timestamptz not null,
      -- the call of ours in which he pressed the key
      notice_id bigint references notices,
      call_id text,
      note text not null default '',
      written_by bigint references users check (how = 'key' or written_by is not null),
      written_at timestamptz not null default now()
    );
    create index contact_refusals_digits on contact_refusals (digits, at desc);
    create unique index contact_refusals_keys on contact_refusals (notice_id, at) where how = 'key';

    create table never_called (
      id bigint generated always as identity primary key,
      digits text not null check (digits <> ''),
      reason text not null check (reason <> ''),
      at timestamptz not null,
      written_by bigint not null references users,
      lifted_at timestamptz,
      lifted_by bigint references users,
      lifted_reason text,
      check ((lifted_at is null) = (lifted_by is null))
    );
    create unique index never_called_now on never_called (digits) where lifted_at is null;

    -- every call that a machine of ours made, with the consent by which it might
    create table machine_calls (
      id text primary key,
      digits text not null,
      kind text not null,
      consent_id bigint not null references consents,
      at timestamptz not null
    );
    create index machine_calls_digits on machine_calls (digits, at desc);

    -- why no machine called
    alter table notices add column why_no_call text;

    insert into consents (digits, purpose, shutdown_id, how, at, call_id, words, written_by, written_at)
      select digits, 'shutdown', shutdown_id,
        case when robot_consent_by is null then 'key' else 'operator' end, robot_consent_at, call_id,
        case when robot_consent_by is null
          then 'Чтобы мы сообщили вам, когда всё починят, сообщением или звонком автомата, нажмите один. (перенесено)'
          else 'Диспетчер спросил, можно ли позвонить автоматом, и отметил согласие. (перенесено)' end,
        robot_consent_by, robot_consent_at
      from shutdown_callers where robot_consent_at is not null and digits <> '' order by robot_consent_at, id;
    insert into contact_refusals (digits, refused, how, at, notice_id, written_at)
      select digits, 'calls', 'key', at, notice_id, at from robot_refusals order by at;

    drop table robot_refusals;
    drop index shutdown_callers_consent;
    alter table shutdown_callers drop column robot_consent_by, drop column robot_consent_at;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table shutdown_callers
      add column robot_consent_at timestamptz,
      add column robot_consent_by bigint references users,
      add check (robot_consent_by is null or robot_consent_at is not null);
    create index shutdown_callers_consent on shutdown_callers (shutdown_id, digits) where robot_consent_at is not null;
    update shutdown_callers c set robot_consent_at = x.at, robot_consent_by = x.written_by
      from (
        select distinct on (shutdown_id, digits, call_id) * from consents
        where purpose = 'shutdown' and shutdown_id is not null order by shutdown_id, digits, call_id, at desc
      ) x where c.shutdown_id = x.shutdown_id and c.digits = x.digits and c.call_id is not distinct from x.call_id;
    create table robot_refusals (
      digits text primary key check (digits <> ''),
      at timestamptz not null,
      notice_id bigint not null references notices
    );
    insert into robot_refusals (digits, at, notice_id)
      select distinct on (digits) digits, at, notice_id from contact_refusals
      where refused = 'calls' and notice_id is not null order by digits, at desc;
    alter table notices drop column why_no_call;
    drop table machine_calls, never_called, contact_refusals, consents;
  `)
}
