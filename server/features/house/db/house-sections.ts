import type { Knex } from 'knex'
import type { SectionCaller, SectionFlat } from '#contracts/house/section.ts'
import { query } from '#server/platform/db/sql.ts'

export const houseSections = (k: Knex) => ({
  flats: (houseId: number): Promise<SectionFlat[]> =>
    query<SectionFlat>(
      k,
      `select id, number, entrance, floor, riser, kind from apartments where house_id = ?
       order by substring(number_key from '^[0-9]{1,9}')::integer nulls last, number_key, id`,
      [houseId],
    ),

  /**
   * Flats that called since then, each with what it was about: of a draft that was dissolved into a task the task's
   * problem, of one who was told of a shutdown its services.
   */
  async callers(houseId: number, since: Date): Promise<SectionCaller[]> {
    const rows = await query<Omit<SectionCaller, 'at'> & { at: Date }>(
      k,
      `select called.apartment_id as "apartmentId", max(called.at) as at, called.classifier_id as "classifierId",
         coalesce(called.services, array_remove(array[c.service], null)) as services
       from (
         select t.apartment_id, t.created_at as at, coalesce(t.classifier_id, j.classifier_id) as classifier_id,
           null::text[] as services
         from tasks t left join tasks j on j.id = t.joined_to
         where t.house_id = ? and t.apartment_id is not null and t.call_count > 0 and t.created_at >= ?
           and (t.shutdown_id is null or t.status <> 'discarded')
         union all
         select s.apartment_id, s.at, null, d.services
         from shutdown_houses h join shutdowns d on d.id = h.shutdown_id
         join shutdown_callers s on s.shutdown_id = d.id and s.at >= ?
         join apartments a on a.id = s.apartment_id and a.house_id = h.house_id
         where h.house_id = ?
       ) called left join classifier c on c.id = called.classifier_id
       group by called.apartment_id, called.classifier_id, called.services, c.service
       order by max(called.at) desc, called.apartment_id`,
      [houseId, since, since, houseId],
    )
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },
})
