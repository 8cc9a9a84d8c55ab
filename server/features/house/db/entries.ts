import type { Knex } from 'knex'
import type { Organisation, Street, SupplyPoint, Worker, WorkerGroup } from '#contracts/house/directories.ts'
import { normalised } from '#domain/house/address/normalise.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

export const removable = {
  towns: 'towns',
  streets: 'streets',
  microdistricts: 'microdistricts',
  'supply-points': 'supply_points',
  organisations: 'organisations',
  'worker-groups': 'worker_groups',
} as const
export type RemovableKind = keyof typeof removable

/** Who refers to an entry, as a code for the client's phrases; null: nobody. `on delete` of the tables is not asked. */
const usedBy: Record<RemovableKind, string> = {
  towns: `select 'streets' as by from streets s join towns t on t.name = s.town where t.id = ?`,
  streets: `select 'houses' as by from houses where street_id = ?`,
  microdistricts: `select 'houses' as by from houses where microdistrict_id = ?`,
  'supply-points': `select 'houses' as by from house_supply where supply_point_id = ?`,
  organisations: `select by from (
    select 'supplyPoints' as by, organisation_id from supply_points
    union all select 'shutdowns', organisation_id from shutdowns) x where organisation_id = ?`,
  'worker-groups': `select 'workers' as by from worker_group_members where group_id = ?`,
}

type Saved<T extends { id: number }> = Omit<T, 'id'> & { id: number }

/**
 * Entries of the small directories. `save…` adds where the id is 0 and answers the id, null when there is no such
 * entry; two of one name break a unique constraint.
 */
export const entries = (k: Knex) => {
  const save = async (
    table: string,
    id: number,
    columns: Record<string, string | number | boolean | readonly string[] | null>,
  ): Promise<number | null> => {
    const names = Object.keys(columns)
    const values = Object.values(columns)
    const row = await queryOne<{ id: number }>(
      k,
      id === 0
        ? `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) returning id`
        : `update ${table} set ${names.map((name) => `${name} = ?`).join(', ')} where id = ? returning id`,
      id === 0 ? values : [...values, id],
    )
    return row?.id ?? null
  }
  /** Rows of a table beside it: those that are given and no others. */
  const replace = async (
    table: string,
    own: string,
    id: number,
    column: string,
    values: readonly (string | number)[],
    type: string,
  ): Promise<void> => {
    await query(k, `delete from ${table} where ${own} = ? and ${column} <> all(?::${type}[])`, [id, values])
    await query(
      k,
      `insert into ${table} (${own}, ${column}) select ?::bigint, x from unnest(?::${type}[]) x on conflict do nothing`,
      [id, values],
    )
  }

  return {
    saveTown: (id: number, name: string): Promise<number | null> => save('towns', id, { name }),

    saveStreet: ({ id, town, kind, name }: Saved<Street>): Promise<number | null> =>
      save('streets', id, { town, kind, name, search: normalised(name) }),

    saveMicrodistrict: (id: number, name: string): Promise<number | null> =>
      save('microdistricts', id, { name }),

    async saveSupplyPoint({ houses, ...point }: Saved<SupplyPoint>): Promise<number | null> {
      const { kind, name, organisationId } = point
      const id = await save('supply_points', point.id, { kind, name, organisation_id: organisationId })
      if (id === null) return null
      const given = JSON.stringify(houses.map((one) => ({ house_id: one.houseId, service: one.service })))
      await query(
        k,
        `delete from house_supply where supply_point_id = ? and (house_id, service) not in (
           select house_id, service from jsonb_to_recordset(?::jsonb) as r (house_id bigint, service text))`,
        [id, given],
      )
      // a house gets each service from one point: the one that was said last
      await query(
        k,
        `insert into house_supply (house_id, service, supply_point_id)
         select distinct house_id, service, ?::bigint from jsonb_to_recordset(?::jsonb)
           as r (house_id bigint, service text)
         on conflict (house_id, service) do update set supply_point_id = excluded.supply_point_id`,
        [id, given],
      )
      return id
    },

    /** `phones`: digits. */
    async saveOrganisation({ phones, ...one }: Saved<Organisation>): Promise<number | null> {
      const { name, kind, note } = one
      const id = await save('organisations', one.id, { name, kind, note })
      if (id !== null) await replace('organisation_phones', 'organisation_id', id, 'digits', phones, 'text')
      return id
    },

    /** `phones`: digits. */
    async saveWorker({ phones, groupIds, ...one }: Saved<Worker>): Promise<number | null> {
      const { name, profession, isActive } = one
      const id = await save('workers', one.id, { name, profession, is_active: isActive })
      if (id === null) return null
      await replace('worker_phones', 'worker_id', id, 'digits', phones, 'text')
      await replace('worker_group_members', 'worker_id', id, 'group_id', groupIds, 'bigint')
      return id
    },

    saveWorkerGroup: ({ id, name, categories }: Saved<WorkerGroup>): Promise<number | null> =>
      save('worker_groups', id, { name, categories }),

    async usedBy(kind: RemovableKind, id: number): Promise<string | null> {
      const row = await queryOne<{ by: string }>(k, `${usedBy[kind]} limit 1`, [id])
      return row?.by ?? null
    },

    async remove(kind: RemovableKind, id: number): Promise<boolean> {
      return (await query(k, `delete from ${removable[kind]} where id = ? returning 1`, [id])).length > 0
    },
  }
}
