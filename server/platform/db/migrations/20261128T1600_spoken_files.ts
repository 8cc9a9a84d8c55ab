import type { Knex } from 'knex'

/** What was spoken into each file that an engine made, and by which voice: another voice speaks it anew (ADR 0039). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table spoken_files (
      -- relative to the folder of announcements
      file text primary key,
      spoken_text text not null,
      -- rhvoice:Anna, espeak
      voice text not null,
      made_at timestamptz not null default now()
    );
    insert into spoken_files (file, spoken_text, voice)
      select speech_file, speech_text, 'espeak' from shutdowns
      where status in ('planned', 'active') and speech_file is not null and not is_recorded_by_hand
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table spoken_files')
}
