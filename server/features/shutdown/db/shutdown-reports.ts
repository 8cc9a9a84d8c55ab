import type { Knex } from 'knex'
import type { Service } from '#contracts/shutdown.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { query } from '#server/platform/db/sql.ts'
import { recordOfShutdown, selectShutdowns, type ShutdownRow } from './shutdown-row.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'

export interface HouseInterruption {
  houseId: number
  address: string
  powerSources: 1 | 2
  service: Service
  shutdownId: number
  startsAt: Date
  endedAt: Date | null
}

/** What the reports read: shutdowns by the time in which they lasted. */
export const shutdownReports = (k: Knex) => ({
  /** Lasted at any moment between the two; cancelled ones and those that have not begun are none. */
  async lasting(from: Date, to: Date): Promise<ShutdownRecord[]> {
    const rows = await query<ShutdownRow>(
      k,
      `${selectShutdowns} where s.status in ('active','restored') and s.starts_at < ?
         and (s.ended_at is null or s.ended_at > ?)
       order by s.starts_at, s.id`,
      [to, from],
    )
    return rows.map(recordOfShutdown)
  },

  /** A row for each house and service of each shutdown that lasted between the two. */
  async interruptions(
    from: Date,
    to: Date,
    of: { service?: Service | undefined; houseId?: number | undefined },
  ): Promise<HouseInterruption[]> {
    const rows = await query<
      Omit<HouseInterruption, 'address'> & { kind: string; street: string; house: string }
    >(
      k,
      `select h.id as "houseId", st.kind, st.name as street, h.number as house, h.power_sources as "powerSources",
         service.key as service, s.id as "shutdownId", s.starts_at as "startsAt", s.ended_at as "endedAt"
       from shutdowns s
       join shutdown_houses sh on sh.shutdown_id = s.id
       join houses h on h.id = sh.house_id
       join streets st on st.id = h.street_id
       join services service on service.key = any(s.services)
       where s.status in ('active','restored') and s.starts_at < ? and (s.ended_at is null or s.ended_at > ?)
         and (?::text is null or service.key = ?) and (?::bigint is null or h.id = ?)
       order by st.name, length(h.number), h.number, h.id, service.position, s.starts_at`,
      [to, from, of.service ?? null, of.service ?? null, of.houseId ?? null, of.houseId ?? null],
    )
    return rows.map(({ kind, street, house, ...row }) => ({
      ...row,
      address: addressText({ kind, street, house, apartment: null }),
    }))
  },
})
