import type { Knex } from 'knex'
import type { Company, CompanyFields } from '#contracts/company.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { alone, part, type Part } from '#server/platform/db/together.ts'

const selectCompanies = `
  select id, name, short_name as "shortName", colour, full_name as "fullName", inn, ogrn, address, phone, email,
    emergency_phone as "emergencyPhone", contract_from::text as "contractFrom", contract_to::text as "contractTo",
    served, day_from_hour as "dayFromHour", day_to_hour as "dayToHour", greeting, print_header as "printHeader",
    number_prefix as "numberPrefix", version
  from companies`

const columnsOf = (fields: CompanyFields) => ({
  name: fields.name,
  short_name: fields.shortName,
  colour: fields.colour,
  full_name: fields.fullName,
  inn: fields.inn,
  ogrn: fields.ogrn,
  address: fields.address,
  phone: fields.phone,
  email: fields.email,
  emergency_phone: fields.emergencyPhone,
  contract_from: fields.contractFrom,
  contract_to: fields.contractTo,
  served: fields.served,
  day_from_hour: fields.dayFromHour,
  day_to_hour: fields.dayToHour,
  greeting: fields.greeting,
  print_header: fields.printHeader,
  number_prefix: fields.numberPrefix,
})

export const companies = (k: Knex) => ({
  /** The first one first. */
  all: (): Promise<Company[]> => alone(k, companies(k).reading()),

  /** The same with other parts of a statement. */
  reading: (): Part<Company[]> =>
    part<Company, Company[]>(`${selectCompanies} order by id`, [], (rows) => rows),

  /** Each of them is for boards: what a company was called stays on its tasks. */
  onBoard: (_now: Date): Promise<Company[]> => companies(k).all(),

  /** Nobody adds, changes or gives houses to one until the transaction ends. */
  async lockAll(): Promise<Company[]> {
    await query(k, `select pg_advisory_xact_lock(hashtextextended('companies', 0))`)
    return companies(k).all()
  },

  async insert(fields: CompanyFields): Promise<number> {
    const [row] = await k('companies').insert(columnsOf(fields)).returning<{ id: number }[]>('id')
    if (row === undefined) throw new Error('a company was not written')
    return row.id
  },

  async update(id: number, fields: CompanyFields, version: number): Promise<void> {
    await k('companies')
      .where({ id })
      .update({ ...columnsOf(fields), version })
  },

  async find(id: number): Promise<Company | null> {
    return queryOne<Company>(k, `${selectCompanies} where id = ?`, [id])
  },
})
