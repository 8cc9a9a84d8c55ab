import type { Knex } from 'knex'

/** Shutdowns (отключения), their houses one by one, the shifts of their term, who called about them and who is told. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table shutdowns (
      id bigint generated always as identity primary key,
      number text not null unique,
      -- made by the page: the same twice is the same shutdown
      creation_key uuid not null unique default gen_random_uuid(),
      kind text not null check (kind in ('emergency','planned','incident')),
      status text not null check (status in ('planned','active','restored','cancelled')),
      services text[] not null check (cardinality(services) > 0),
      cause text not null default '',
      -- what a resident is told, in a dispatcher's words
      text_for_residents text not null default '',
      organisation_id bigint references organisations,
      responsible text not null default '',
      starts_at timestamptz not null,
      planned_end timestamptz,
      ended_at timestamptz,
      -- «Республики 1–15, Ленина 3»: made of its houses
      places text not null,
      caller_count integer not null default 0,
      -- how often the term was moved; the moves are rows of shutdown_terms, the first term among them
      shifts integer not null default 0,
      -- the spoken text, renewed with every change of text or term; a file is named only when it can be played
      speech_text text not null default '',
      speech_version integer not null default 0,
      speech_file text,
      speech_at timestamptz,
      question_file text,
      -- an uploaded recording is kept whatever the text says
      is_recorded_by_hand boolean not null default false,
      suggestion_id bigint,
      created_by bigint not null references users,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      check (planned_end is null or planned_end > starts_at),
      check ((ended_at is not null) = (status in ('restored','cancelled')))
    );
    create index shutdowns_live on shutdowns (starts_at) where status in ('planned','active');
    create index shutdowns_ended on shutdowns (ended_at) where ended_at is not null;

    create table shutdown_houses (
      shutdown_id bigint not null references shutdowns on delete cascade,
      house_id bigint not null references houses,
      via text not null check (via in ('house','street','microdistrict','heatPoint','suggestion')),
      -- null: the whole house
      entrances integer[],
      primary key (shutdown_id, house_id)
    );
    create index shutdown_houses_house on shutdown_houses (house_id, shutdown_id);

    create table shutdown_terms (
      id bigint generated always as identity primary key,
      shutdown_id bigint not null references shutdowns on delete cascade,
      planned_end timestamptz,
      reason text not null default '',
      at timestamptz not null,
      by_user bigint references users
    );
    create index shutdown_terms_shutdown on shutdown_terms (shutdown_id, id);

    create table shutdown_history (
      id bigint generated always as identity primary key,
      shutdown_id bigint not null references shutdowns on delete cascade,
      at timestamptz not null,
      by_user bigint references users,
      what text not null,
      note text not null default ''
    );
    create index shutdown_history_shutdown on shutdown_history (shutdown_id, id);

    -- every call about it, told by the PBX or joined by an operator
    create table shutdown_callers (
      id bigint generated always as identity primary key,
      shutdown_id bigint not null references shutdowns,
      call_id text references calls,
      number text not null default '',
      digits text not null default '',
      house_id bigint references houses,
      apartment_id bigint references apartments,
      how text not null check (how in ('announcement','question','operator')),
      at timestamptz not null,
      -- which text he heard (shutdowns.speech_version); null: by word of mouth
      heard_version integer,
      wants_notice boolean not null default false,
      -- a spoken message, relative to the recordings folder
      message_file text,
      -- asked after the end: did it come back?
      answer text check (answer in ('yes','no')),
      answered_at timestamptz,
      answered_to bigint references users,
      task_id bigint references tasks,
      unique (shutdown_id, call_id)
    );
    create index shutdown_callers_shutdown on shutdown_callers (shutdown_id, at);
    create index shutdown_callers_call on shutdown_callers (call_id);

    -- an outbox: what must be told to whom; the truth of the jobs that send it
    create table notices (
      id bigint generated always as identity primary key,
      shutdown_id bigint not null references shutdowns,
      kind text not null check (kind in ('moved','ended','cancelled','survey')),
      digits text not null check (digits <> ''),
      caller_id bigint references shutdown_callers,
      text text not null,
      speech_file text,
      channel text check (channel in ('sms','call','person')),
      state text not null default 'pending' check (state in ('pending','sending','sent','failed','dropped')),
      attempts integer not null default 0,
      error text,
      created_at timestamptz not null,
      done_at timestamptz
    );
    create index notices_shutdown on notices (shutdown_id, id);
    create index notices_pending on notices (id) where state in ('pending','sending');

    -- spoken addresses of houses, so that a caller hears which house is meant
    alter table houses add column speech_file text;

    create table shutdown_suggestions (
      id bigint generated always as identity primary key,
      state text not null default 'open' check (state in ('open','accepted','dismissed','expired')),
      service text references services,
      scope text not null check (scope in ('heatPoint','feeder','street','riser','house')),
      scope_id bigint,
      scope_name text not null,
      house_ids bigint[] not null,
      -- the calls and tasks that it was made of
      task_ids bigint[] not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      shutdown_id bigint references shutdowns,
      decided_by bigint references users,
      decided_at timestamptz,
      version integer not null default 1
    );
    create index shutdown_suggestions_open on shutdown_suggestions (id) where state = 'open';
    alter table shutdowns add constraint shutdowns_suggestion_fkey
      foreign key (suggestion_id) references shutdown_suggestions;

    -- a draft that was dissolved into a shutdown, or a task that belongs to one
    alter table tasks add column shutdown_id bigint references shutdowns;
    create index tasks_shutdown on tasks (shutdown_id) where shutdown_id is not null;
    create index tasks_recent on tasks (created_at) where house_id is not null;
    alter table calls add column informed_of bigint[] not null default '{}',
      add column is_urgent boolean not null default false;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls drop column informed_of, drop column is_urgent;
    drop index tasks_shutdown, tasks_recent;
    alter table tasks drop column shutdown_id;
    alter table houses drop column speech_file;
    alter table shutdowns drop constraint shutdowns_suggestion_fkey;
    drop table notices, shutdown_callers, shutdown_history, shutdown_terms, shutdown_houses, shutdown_suggestions, shutdowns;
  `)
}
