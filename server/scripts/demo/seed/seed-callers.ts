import type { Repositories } from '#server/repositories.ts'
import { query } from '#server/platform/db/sql.ts'
import { demoOrganisations, demoWorkers } from '../callers.ts'

/** Workers and organisations with one number each; ids are read back by name, which is distinct in the demo. */
export async function seedCallers({ knex }: Repositories): Promise<void> {
  await query(
    knex,
    `with rows as (
       select * from jsonb_to_recordset(?::jsonb) as r (name text, "group" text, categories text[], digits text)
     ), made as (
       insert into workers (name) select name from rows returning id, name
     ), groups as (
       insert into worker_groups (name, categories) select distinct on ("group") "group", categories from rows
       returning id, name
     ), members as (
       insert into worker_group_members (group_id, worker_id)
       select g.id, m.id from rows join made m using (name) join groups g on g.name = rows."group"
     )
     insert into worker_phones (digits, worker_id) select digits, id from made join rows using (name)`,
    [JSON.stringify(demoWorkers)],
  )
  await query(
    knex,
    `with rows as (
       select * from jsonb_to_recordset(?::jsonb) as r (name text, kind text, note text, digits text)
     ), made as (
       insert into organisations (name, kind, note) select name, kind, note from rows returning id, name
     )
     insert into organisation_phones (digits, organisation_id) select digits, id from made join rows using (name)`,
    [JSON.stringify(demoOrganisations)],
  )
}
