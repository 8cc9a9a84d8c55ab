import type { Knex } from 'knex'
import type { CompanyPeriod, HouseCompanyChange } from '#contracts/company.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import { houseColumns, type AddressRow } from '#server/features/house/db/address.ts'

/** Of a house what it was before a change and what it is after it. */
export interface ChangedHouse {
  houseId: number
  before: readonly CompanyPeriod[]
  after: readonly CompanyPeriod[]
}

/** All periods of the house `h`, in their order. */
export const periodsSql = `(select coalesce(jsonb_agg(jsonb_build_object('companyId', hc.company_id,
    'since', hc.since, 'until', hc.until) order by hc.since nulls first), '[]')
  from house_companies hc where hc.house_id = h.id)`

const changesSql = `
  select c.id, c.at, u.name as "byName", c.company_id as "companyId", c.since::text as since,
    jsonb_array_length(c.houses) as "houseCount", ${houseColumns}, c.undone_at as "undoneAt"
  from house_company_changes c left join users u on u.id = c.by_user
  join houses h on h.id = (c.houses -> 0 ->> 'houseId')::bigint join streets s on s.id = h.street_id`

interface ChangeRow
  extends Omit<HouseCompanyChange, 'at' | 'undoneAt' | 'firstAddress'>, Omit<AddressRow, 'apartment'> {
  at: Date
  undoneAt: Date | null
}

const changeOfRow = ({ at, undoneAt, town, kind, street, house, ...row }: ChangeRow): HouseCompanyChange => ({
  ...row,
  at: at.toISOString(),
  undoneAt: undoneAt?.toISOString() ?? null,
  firstAddress: addressText({ town, kind, street, house }),
})

export const houseCompanies = (k: Knex) => ({
  /** The periods of those of these houses that there are. */
  async of(houseIds: readonly number[]): Promise<Map<number, CompanyPeriod[]>> {
    if (houseIds.length === 0) return new Map()
    const rows = await query<{ id: number; periods: CompanyPeriod[] }>(
      k,
      `select h.id, ${periodsSql} as periods from houses h where h.id = any(?)`,
      [houseIds],
    )
    return new Map(rows.map(({ id, periods }) => [id, periods]))
  },

  /** The same, the houses locked until the transaction ends, in the order of their ids. */
  async lock(houseIds: readonly number[]): Promise<Map<number, CompanyPeriod[]>> {
    await query(k, 'select 1 from houses where id = any(?) order by id for no key update', [houseIds])
    return houseCompanies(k).of(houseIds)
  },

  /** Writes the periods of these houses, in place of what they had. */
  async write(changed: readonly ChangedHouse[]): Promise<void> {
    await query(k, 'delete from house_companies where house_id = any(?)', [
      changed.map(({ houseId }) => houseId),
    ])
    await query(
      k,
      `insert into house_companies (house_id, company_id, since, until)
       select house_id, company_id, since, until
       from jsonb_populate_recordset(null::house_companies, ?::jsonb)`,
      [
        JSON.stringify(
          changed.flatMap(({ houseId, after }) =>
            after.map(({ companyId, since, until }) => ({
              house_id: houseId,
              company_id: companyId,
              since,
              until,
            })),
          ),
        ),
      ],
    )
  },

  /** Every house that is nobody's becomes this one's, as long as it is managed: there was no other company. */
  async giveAll(companyId: number): Promise<void> {
    await query(
      k,
      `insert into house_companies (house_id, company_id, since, until)
       select h.id, ?::bigint, h.managed_from, h.managed_to + 1 from houses h
       where (h.managed_from is null or h.managed_to is null or h.managed_from <= h.managed_to)
         and not exists (select from house_companies hc where hc.house_id = h.id)`,
      [companyId],
    )
  },

  /** How many houses are each company's that day; under null, nobody's. */
  async counts(day: string): Promise<Map<number | null, number>> {
    const rows = await query<{ company_id: number | null; count: number }>(
      k,
      `select hc.company_id, count(*)::integer as count
       from houses h left join house_companies hc on hc.house_id = h.id and daterange(hc.since, hc.until) @> ?::date
       group by 1`,
      [day],
    )
    return new Map(rows.map(({ company_id, count }) => [company_id, count]))
  },

  /** The company's that day or later; null: nobody's that day. */
  async idsOf(companyId: number | null, day: string): Promise<number[]> {
    const rows = await query<{ id: number }>(
      k,
      companyId === null
        ? `select h.id from houses h where not exists (
             select from house_companies hc where hc.house_id = h.id and daterange(hc.since, hc.until) @> ?::date)`
        : `select distinct house_id as id from house_companies
           where (until is null or until > ?::date) and company_id = ?`,
      companyId === null ? [day] : [day, companyId],
    )
    return rows.map(({ id }) => id)
  },

  async keepChange(change: {
    companyId: number | null
    since: string | null
    houses: readonly ChangedHouse[]
    by: { userId: number; at: Date }
  }): Promise<number> {
    const row = await queryOne<{ id: number }>(
      k,
      `insert into house_company_changes (at, by_user, company_id, since, houses)
       values (?, ?, ?::bigint, ?::date, ?::jsonb) returning id`,
      [change.by.at, change.by.userId, change.companyId, change.since, JSON.stringify(change.houses)],
    )
    if (row === null) throw new Error('a change of houses was not written')
    return row.id
  },

  /** The last first. */
  changes: async (limit: number): Promise<HouseCompanyChange[]> =>
    (await query<ChangeRow>(k, `${changesSql} order by c.id desc limit ?`, [limit])).map(changeOfRow),

  async change(id: number): Promise<HouseCompanyChange | null> {
    const row = await queryOne<ChangeRow>(k, `${changesSql} where c.id = ?`, [id])
    return row && changeOfRow(row)
  },

  /** What it changed, locked; null when there is none, or it was undone. */
  async changedHouses(id: number): Promise<ChangedHouse[] | null> {
    const row = await queryOne<{ houses: ChangedHouse[] }>(
      k,
      'select houses from house_company_changes where id = ? and undone_at is null for update',
      [id],
    )
    return row?.houses ?? null
  },

  async markUndone(id: number, by: { userId: number; at: Date }): Promise<void> {
    await query(k, 'update house_company_changes set undone_at = ?, undone_by = ? where id = ?', [
      by.at,
      by.userId,
      id,
    ])
  },
})
