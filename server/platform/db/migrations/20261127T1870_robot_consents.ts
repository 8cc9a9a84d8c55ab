import type { Knex } from 'knex'

/** Who may be called by a machine, since when and by whose word, and who refused it (41-ФЗ of 01.04.2025; ADR 0024). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table shutdown_callers
      add column robot_consent_at timestamptz,
      -- who of us asked him; null: he pressed 1 himself, and the ledger proves it
      add column robot_consent_by bigint references users,
      add check (robot_consent_by is null or robot_consent_at is not null);
    -- who pressed 1 before this was written down: the event is the proof
    update shutdown_callers c set robot_consent_at = e.at
      from (
        select c2.id, min(e2.at) as at
        from shutdown_callers c2
        join call_events e2 on e2.call_id = c2.call_id and e2.type = 'call.noticeAsked'
        where c2.wants_notice group by c2.id
      ) e where c.id = e.id;

    create table robot_refusals (
      digits text primary key check (digits <> ''),
      at timestamptz not null,
      -- the call of ours in which he pressed the key
      notice_id bigint not null references notices
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table robot_refusals;
    alter table shutdown_callers drop column robot_consent_by, drop column robot_consent_at;
  `)
}
