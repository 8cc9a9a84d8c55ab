import type { Knex } from 'knex'

/** The foundation: people and sessions, the ledger of calls, tasks, the journal, jobs, a small directory. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists pg_trgm;

    create table users (
      id bigint generated always as identity primary key,
      login text not null unique,
      name text not null,
      role text not null check (role in ('operator','dispatcher','supervisor','admin','viewer')),
      password_hash text not null,
      sip_username text unique,
      is_paused boolean not null default false,
      is_active boolean not null default true,
      created_at timestamptz not null default now()
    );

    -- the cookie holds a random token; only its SHA-256 is kept
    create table sessions (
      token_hash bytea primary key,
      user_id bigint not null references users on delete cascade,
      csrf text not null,
      ip text not null,
      user_agent text not null,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      expires_at timestamptz not null
    );
    create index sessions_user on sessions (user_id);

    -- SIP secrets, made per sign-in (operators) or per call page (callers), kept as HA1 alone
    create table sip_accounts (
      username text primary key,
      kind text not null check (kind in ('operator','caller')),
      user_id bigint references users on delete cascade,
      realm text not null,
      ha1_md5 text not null,
      ha1_sha256 text not null,
      display_name text not null,
      number text not null default '',
      created_at timestamptz not null default now(),
      expires_at timestamptz not null
    );

    -- append-only: what the PBX said, each line once
    create table call_events (
      source text not null,
      position text not null,
      seq bigint generated always as identity unique,
      call_id text not null,
      leg_id text,
      type text not null,
      at timestamptz not null,
      data jsonb not null,
      received_at timestamptz not null default now(),
      primary key (source, position)
    );
    create index call_events_call on call_events (call_id, seq);

    create table ledger_cursors (
      source text primary key,
      inode text not null,
      "offset" bigint not null,
      updated_at timestamptz not null default now()
    );

    -- projection of call_events, rebuildable
    create table calls (
      id text primary key,
      source text not null,
      direction text not null check (direction in ('in','out')),
      state text not null check (state in ('ringing','talking','ended')),
      held boolean not null default false,
      from_number text not null,
      from_digits text not null,
      display_name text not null,
      to_number text not null,
      queue text,
      arrived_at timestamptz not null,
      queued_at timestamptz,
      answered_at timestamptz,
      ended_at timestamptz,
      result text,
      ended_by text,
      operator text,
      legs jsonb not null,
      recording text,
      version integer not null
    );
    create index calls_arrived on calls (arrived_at desc, id desc);
    create index calls_live on calls (state) where state <> 'ended';
    create index calls_digits on calls (from_digits, arrived_at desc) where from_digits <> '';

    create table streets (
      id bigint generated always as identity primary key,
      town text not null,
      kind text not null,
      name text not null,
      search text not null,
      unique (town, kind, name)
    );
    create index streets_search on streets using gin (search gin_trgm_ops);
    create table houses (
      id bigint generated always as identity primary key,
      street_id bigint not null references streets,
      number text not null,
      entrances integer not null default 1,
      floors integer not null default 1,
      note text not null default '',
      unique (street_id, number)
    );
    create table apartments (
      id bigint generated always as identity primary key,
      house_id bigint not null references houses,
      number text not null,
      entrance integer,
      floor integer,
      unique (house_id, number)
    );
    create table residents (
      id bigint generated always as identity primary key,
      name text not null
    );
    create table apartment_residents (
      apartment_id bigint not null references apartments,
      resident_id bigint not null references residents,
      relation text not null,
      lives_from date,
      lives_to date,
      primary key (apartment_id, resident_id)
    );
    create index apartment_residents_resident on apartment_residents (resident_id);
    -- a number may belong to many flats, a flat to many numbers
    create table phones (
      digits text not null,
      apartment_id bigint not null references apartments,
      resident_id bigint references residents,
      last_used_at timestamptz,
      primary key (digits, apartment_id)
    );

    create table classifier (
      id bigint generated always as identity primary key,
      place text not null,
      category text not null,
      problem text not null,
      is_emergency boolean not null default false,
      rule_version integer not null default 1,
      inform_minutes integer,
      localize_minutes integer,
      restore_minutes integer,
      eliminate_minutes integer,
      calendar_from integer,
      calendar_to integer,
      basis text not null,
      unique (place, category, problem)
    );

    create table tasks (
      id bigint generated always as identity primary key,
      number text unique,
      status text not null,
      source text not null check (source in ('call','manual')),
      owner_id bigint references users,
      house_id bigint references houses,
      apartment_id bigint references apartments,
      place text not null default '',
      classifier_id bigint references classifier,
      text text not null default '',
      applicant_name text not null default '',
      applicant_phone text not null default '',
      applicant_digits text not null default '',
      is_emergency boolean not null default false,
      address text not null default '',
      classifier_name text,
      rule_version integer,
      callback_by timestamptz,
      inform_by timestamptz,
      localize_by timestamptz,
      restore_by timestamptz,
      eliminate_by timestamptz,
      joined_to bigint references tasks,
      is_orphan boolean not null default false,
      repeat_count integer not null default 0,
      created_at timestamptz not null,
      registered_at timestamptz,
      updated_at timestamptz not null,
      version integer not null default 1
    );
    create index tasks_open on tasks (created_at desc)
      where status in ('draft','callback','new','accepted','assigned','inProgress','deferred');
    create index tasks_newest on tasks (id desc) where status not in ('draft','discarded');
    create index tasks_callback on tasks (applicant_digits) where status = 'callback';
    create index tasks_apartment on tasks (apartment_id) where apartment_id is not null;
    create index tasks_house on tasks (house_id) where house_id is not null;

    create table task_calls (
      task_id bigint not null references tasks,
      call_id text not null references calls,
      kind text not null check (kind in ('origin','joined','callback')),
      at timestamptz not null,
      primary key (task_id, call_id)
    );
    create index task_calls_call on task_calls (call_id);
    -- one draft a call, whatever is received twice
    create unique index task_calls_origin on task_calls (call_id) where kind = 'origin';

    create table task_history (
      id bigint generated always as identity primary key,
      task_id bigint not null references tasks,
      at timestamptz not null,
      by_user bigint references users,
      what text not null,
      from_status text,
      to_status text,
      note text not null default ''
    );
    create index task_history_task on task_history (task_id, id);

    -- gapless series: one row a key, taken last in the transaction (domain.md 5.3)
    create table counters (
      key text primary key,
      value bigint not null
    );

    create table settings (
      id integer primary key check (id = 1),
      data jsonb not null,
      version integer not null
    );

    -- the head row is updated by every writer last in its transaction: seq is gapless and in commit order
    create table journal_head (
      id integer primary key check (id = 1),
      seq bigint not null
    );
    insert into journal_head values (1, 0);
    create table journal (
      seq bigint primary key,
      at timestamptz not null,
      type text not null,
      data jsonb not null
    );

    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      user_id bigint references users,
      action text not null,
      subject text not null,
      details jsonb not null default '{}'
    );

    -- the truth of every job; Bull or the in-process runner only wake it
    create table jobs (
      id bigint generated always as identity primary key,
      kind text not null,
      payload jsonb not null,
      run_at timestamptz not null,
      state text not null default 'pending' check (state in ('pending','done','failed')),
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz not null default now(),
      done_at timestamptz
    );
    create index jobs_pending on jobs (run_at) where state = 'pending';

    -- what the telephony process sees now; lost at a crash on purpose
    create unlogged table live_state (
      id integer primary key check (id = 1),
      data jsonb not null,
      at timestamptz not null default now()
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table live_state, jobs, audit, journal, journal_head, settings, counters, task_history, task_calls, tasks,
      classifier, phones, apartment_residents, residents, apartments, houses, streets, calls, ledger_cursors,
      call_events, sip_accounts, sessions, users;
  `)
}
