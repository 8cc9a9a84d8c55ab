import type { Knex } from 'knex'

/** How the sound of a talk was, told by the operator's browser at its end. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- no reference to calls: that projection may be rebuilt from its events
    create table call_quality (
      call_id text not null,
      user_id bigint not null references users on delete cascade,
      from_at timestamptz not null,
      to_at timestamptz not null,
      inbound_loss_percent real,
      inbound_jitter_ms real,
      outbound_loss_percent real,
      outbound_jitter_ms real,
      round_trip_ms real,
      mos real,
      worst_mos real,
      unheard_caller_seconds real not null,
      unheard_operator_seconds real not null,
      reported_at timestamptz not null default now(),
      primary key (call_id, user_id, from_at)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table call_quality')
}
