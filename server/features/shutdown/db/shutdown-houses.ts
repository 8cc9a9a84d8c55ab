import type { Knex } from 'knex'
import type { ShutdownHouse } from '#contracts/shutdown.ts'
import type { PlaceHouse } from '#domain/shutdown/speech/place-house.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { houseColumns, type AddressRow } from '#server/features/house/db/address.ts'
import { query } from '#server/platform/db/sql.ts'

/** Houses are kept one by one, whichever picker chose them. */
export const shutdownHouses = (k: Knex) => ({
  async set(shutdownId: number, houses: readonly ShutdownHouse[]): Promise<void> {
    await query(k, 'delete from shutdown_houses where shutdown_id = ? and not house_id = any(?)', [
      shutdownId,
      houses.map(({ houseId }) => houseId),
    ])
    await query(
      k,
      `insert into shutdown_houses (shutdown_id, house_id, via, entrances)
       select ?, "houseId", via, entrances
       from jsonb_to_recordset(?::jsonb) as h ("houseId" bigint, via text, entrances integer[])
       on conflict (shutdown_id, house_id) do update set via = excluded.via, entrances = excluded.entrances`,
      [shutdownId, JSON.stringify(houses)],
    )
  },

  /** Of these ids those that are houses, with the number of their entrances and of their power sources. */
  known(houseIds: readonly number[]): Promise<{ houseId: number; entrances: number; powerSources: 1 | 2 }[]> {
    return query(
      k,
      `select h.id as "houseId", greatest(h.entrances, coalesce(max(e.number), 0)) as entrances,
         h.power_sources as "powerSources"
       from houses h left join entrances e on e.house_id = h.id where h.id = any(?) group by h.id`,
      [houseIds],
    )
  },

  /** Is there such an organisation? */
  async isOrganisation(id: number): Promise<boolean> {
    return (await query(k, 'select from organisations where id = ?', [id])).length > 0
  },

  /** The streets of these houses with all that stands on them: what `placesText` and `spokenPlaces` are made of. */
  async places(houses: readonly ShutdownHouse[]): Promise<PlaceHouse[]> {
    const chosen = new Map(houses.map((house) => [house.houseId, house]))
    const rows = await query<Omit<PlaceHouse, 'isAffected' | 'entrances'>>(
      k,
      `select h.id as "houseId", s.town, s.kind, s.name as street, h.number
       from houses h join streets s on s.id = h.street_id
       where h.street_id in (select street_id from houses where id = any(?))`,
      [[...chosen.keys()]],
    )
    return rows.map((row) => ({
      ...row,
      isAffected: chosen.has(row.houseId),
      entrances: chosen.get(row.houseId)?.entrances ?? null,
    }))
  },

  /** Address of each of its houses, in the order of addresses. */
  async addresses(shutdownId: number): Promise<{ houseId: number; address: string }[]> {
    const rows = await query<Omit<AddressRow, 'apartment'> & { house_id: number }>(
      k,
      `select h.id as house_id, ${houseColumns}
       from shutdown_houses x join houses h on h.id = x.house_id join streets s on s.id = h.street_id
       where x.shutdown_id = ?
       order by s.name, nullif(substring(h.number from '^\\d+'), '')::integer nulls last, h.number, h.id`,
      [shutdownId],
    )
    return rows.map((row) => ({ houseId: row.house_id, address: addressText(row) }))
  },
})
