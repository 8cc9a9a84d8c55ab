import type { Knex } from 'knex'
import type { ExportedResident } from '#domain/import/export-columns.ts'
import { query } from '#server/platform/db/sql.ts'

/** Everybody on the cards of some houses, as an export writes them: by address, then flat, then card. */
export const exportedResidents = (k: Knex) => ({
  /** In the order of addresses. */
  async houseIds(): Promise<number[]> {
    const rows = await query<{ id: number }>(
      k,
      `select h.id from houses h join streets s on s.id = h.street_id
       where exists (select from apartments a join apartment_residents c on c.apartment_id = a.id where a.house_id = h.id)
       order by s.town, s.name, s.kind, nullif(regexp_replace(h.number, '\\D.*$', ''), '')::numeric nulls last, h.number, h.id`,
    )
    return rows.map(({ id }) => id)
  },

  ofHouses: (houseIds: readonly number[]): Promise<ExportedResident[]> =>
    query(
      k,
      `select s.town, s.kind, s.name as street, h.number as house, a.number as flat, a.entrance, a.floor,
         a.area_m2::float as "areaM2", a.account, a.living_count as "livingCount", r.name, c.relation,
         c.lives_from::text as "livesFrom", c.lives_to::text as "livesTo", c.is_living as "isLiving", r.note,
         array(select p.digits from phones p
               where p.apartment_id = a.id and p.resident_id = r.id and p.known_until is null
               order by p.digits) as phones,
         -- numbers of nobody on the card: of the flat, or of a person of another flat; once, with its first line
         case when row_number() over (partition by a.id order by c.id) = 1 then
           array(select p.digits from phones p
                 where p.apartment_id = a.id and p.known_until is null and (p.resident_id is null or not exists (
                   select from apartment_residents o where o.apartment_id = a.id and o.resident_id = p.resident_id))
                 order by p.digits)
         else '{}' end as "flatPhones"
       from houses h join streets s on s.id = h.street_id join apartments a on a.house_id = h.id
         join apartment_residents c on c.apartment_id = a.id join residents r on r.id = c.resident_id
       where h.id = any(?)
       order by array_position(?::bigint[], h.id),
         nullif(regexp_replace(a.number, '\\D.*$', ''), '')::numeric nulls last, a.number, a.id, c.id`,
      [houseIds, houseIds],
    ),
})
