import type { Knex } from 'knex'
import type { CallingOrganisation } from '#contracts/caller-card.ts'
import { queryOne } from '#server/platform/db/sql.ts'

export interface KnownCaller {
  worker: { name: string; group: string; categories: string[] } | null
  organisation: CallingOrganisation | null
}

/** Numbers that are no resident's: our own workers, resource companies, services of the town. */
export const callers = (k: Knex) => ({
  async ofNumber(digits: string): Promise<KnownCaller> {
    if (digits === '') return { worker: null, organisation: null }
    const found = await queryOne<KnownCaller>(
      k,
      `select
         (select jsonb_build_object('name', w.name,
              'group', coalesce((select string_agg(g.name, ', ' order by g.name) from worker_group_members m
                join worker_groups g on g.id = m.group_id where m.worker_id = w.id), ''),
              'categories', array(select distinct unnest(g.categories) from worker_group_members m
                join worker_groups g on g.id = m.group_id where m.worker_id = w.id))
          from worker_phones p join workers w on w.id = p.worker_id
          where p.digits = ? and w.is_active order by w.id limit 1) as worker,
         (select jsonb_build_object('name', o.name, 'kind', o.kind, 'note', o.note)
          from organisation_phones p join organisations o on o.id = p.organisation_id
          where p.digits = ? order by o.id limit 1) as organisation`,
      [digits, digits],
    )
    return found ?? { worker: null, organisation: null }
  },
})
