import type { Knex } from 'knex'

/** Operators: what they said (pause, wrap-up), what their page proves (heartbeat), and the history of both. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table pause_reasons (
      key text primary key,
      name text not null,
      position integer not null unique,
      is_active boolean not null default true
    );
    insert into pause_reasons (key, name, position) values
      ('break', 'Перерыв', 1),
      ('lunch', 'Обед', 2),
      ('paperwork', 'Работа с заявками', 3),
      ('training', 'Обучение', 4),
      ('technical', 'Неполадки на рабочем месте', 5);

    -- beside users.is_paused: why, and until when the rest after a call lasts; no row: nothing of it
    create table operator_states (
      user_id bigint primary key references users on delete cascade,
      pause_reason text references pause_reasons,
      note text not null default '',
      wrap_up_until timestamptz
    );

    create table operator_state_intervals (
      id bigint generated always as identity primary key,
      user_id bigint not null references users on delete cascade,
      state text not null,
      reason text,
      note text not null default '',
      started_at timestamptz not null,
      ended_at timestamptz,
      check (ended_at >= started_at)
    );
    create unique index operator_state_intervals_open on operator_state_intervals (user_id) where ended_at is null;
    create index operator_state_intervals_user on operator_state_intervals (user_id, started_at);

    -- lost with a crash of PostgreSQL on purpose: then nobody is judged before his page spoke again (ADR 0012)
    create unlogged table operator_heartbeats (
      user_id bigint primary key references users on delete cascade,
      at timestamptz not null,
      microphone text not null check (microphone in ('live','off')),
      phone text not null check (phone in ('registered','connecting'))
    );
    -- processes that take heartbeats; without one of them silence says nothing about a page
    create unlogged table web_processes (
      id uuid primary key,
      at timestamptz not null,
      serving_since timestamptz not null
    );

    -- The one answer to "may a call be offered, and if not, why": read by both PBXs and by the boards.
    create view operator_offers as
      select o.*, not o.is_paused and not o.is_wrapping_up and o.why is null as is_offered
      from (
        select u.id as user_id, u.sip_username, u.is_paused,
          s.pause_reason, r.name as pause_name, coalesce(s.note, '') as note,
          s.wrap_up_until, coalesce(s.wrap_up_until > now(), false) as is_wrapping_up,
          case
            when h.at > now() - interval '8 seconds' then
              case when h.phone <> 'registered' then 'phoneLost' when h.microphone <> 'live' then 'microphoneOff' end
            when h.at is not null and web.may_judge then 'noHeartbeat'
          end as why
        from users u
        left join operator_states s on s.user_id = u.id
        left join pause_reasons r on r.key = s.pause_reason
        left join operator_heartbeats h on h.user_id = u.id
        cross join (
          -- one has served long enough for every page to find it, and none has just fallen silent
          select coalesce(
            bool_or(at > now() - interval '3 seconds' and serving_since < now() - interval '15 seconds')
              and not bool_or(at between now() - interval '20 seconds' and now() - interval '3 seconds'),
            false) as may_judge
          from web_processes
        ) web
        where u.sip_username is not null and u.is_active
      ) o;
  `)
}

export async function down(knex: Knex): Promise<void> {
  // cascade: schema asterisk's list of queue members, which every start makes anew
  await knex.raw(`
    drop view operator_offers cascade;
    drop table web_processes, operator_heartbeats, operator_state_intervals, operator_states, pause_reasons;
  `)
}
