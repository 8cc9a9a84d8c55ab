import type { Knex } from 'knex'

/**
 * The dialogs of an operator's talks, from which a new page takes them up (RFC 3891). Unlogged: whoever knows the
 * tags can take the call, so they are in no WAL, replica or backup, and after a crash of PostgreSQL they are gone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table phone_dialogs (
      user_id bigint primary key references users on delete cascade,
      -- the browser that talks
      instance text not null,
      dialogs jsonb not null,
      saved_at timestamptz not null
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table phone_dialogs;')
}
