import type { Knex } from 'knex'

/** What a caller said to be heard stands in his call, with its length and when it was first played. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table calls add column message jsonb;
    update calls c set message = jsonb_build_object('file', e.file, 'seconds', null, 'heardAt', null)
    from (
      select distinct on (call_id) call_id, data ->> 'file' as file from call_events
      where type = 'call.messageLeft' order by call_id, seq
    ) e
    where e.call_id = c.id
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table calls drop column message')
}
