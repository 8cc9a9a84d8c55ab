import type { Knex } from 'knex'
import type { Directories } from '#contracts/house/directories.ts'
import { queryOne } from '#server/platform/db/sql.ts'

/** The small directories that forms choose from, in one statement. */
export const smallDirectories = (k: Knex) => ({
  async all(): Promise<Directories> {
    const row = await queryOne<Directories>(
      k,
      `select
         (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]') from towns) as towns,
         (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'town', town, 'kind', kind, 'name', name)
           order by town, name, kind), '[]') from streets) as streets,
         (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name,
             'houses', (select count(*) from houses h where h.microdistrict_id = m.id)) order by m.name), '[]')
           from microdistricts m) as microdistricts,
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name,
             'organisationId', p.organisation_id,
             'houses', (select coalesce(jsonb_agg(jsonb_build_object('houseId', y.house_id, 'service', y.service)
               order by y.house_id, y.service), '[]') from house_supply y where y.supply_point_id = p.id))
           order by p.kind, length(p.name), p.name), '[]') from supply_points p) as "supplyPoints",
         (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'note', o.note,
             'phones', (select coalesce(jsonb_agg(x.digits order by x.digits), '[]') from organisation_phones x
               where x.organisation_id = o.id)) order by o.name), '[]') from organisations o) as organisations,
         (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'profession', w.profession,
             'isActive', w.is_active,
             'phones', (select coalesce(jsonb_agg(x.digits order by x.digits), '[]') from worker_phones x
               where x.worker_id = w.id),
             'groupIds', (select coalesce(jsonb_agg(m.group_id order by m.group_id), '[]') from worker_group_members m
               where m.worker_id = w.id)) order by w.is_active desc, w.name), '[]') from workers w) as workers,
         (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'categories', g.categories)
           order by g.name), '[]') from worker_groups g) as groups`,
    )
    if (row === null) throw new Error('the directories gave no row')
    return row
  },
})
