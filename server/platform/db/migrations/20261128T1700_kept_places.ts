import type { Knex } from 'knex'

/** Places in the queue that wait for callers who have hung up (ADR 0040). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls add column kept_place jsonb;

    create table kept_places (
      call_id text primary key references calls on delete cascade,
      digits text not null check (digits ~ '^[0-9]{6,15}$'),
      -- as the PBX names it, and orders it
      queue text not null,
      priority integer not null,
      -- since when he waits; who calls again and asks again keeps the earlier moment
      since timestamptz not null,
      kept_at timestamptz not null,
      tries integer not null default 0,
      tried_at timestamptz,
      -- how many times something stood in the PBX's queue for him
      placements integer not null default 0,
      -- null: nothing stands there now
      placed_at timestamptz,
      gone_at timestamptz,
      over_at timestamptz
    );
    create index kept_places_open on kept_places (since) where over_at is null;
    create index kept_places_day on kept_places (kept_at);
    create index kept_places_digits on kept_places (digits) where over_at is null;
    -- never two to one number
    create unique index kept_places_at_once on kept_places (digits) where placed_at is not null and over_at is null;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table kept_places;
    alter table calls drop column kept_place;
  `)
}
