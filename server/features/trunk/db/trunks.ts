import type { Knex } from 'knex'
import { TrunkTest, type Trunk, type TrunkFields } from '#contracts/trunk.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

/** Every column but the secret, which no statement of ours reads: only the view of Asterisk does. */
const shown = `id, origin, version, secret <> '' as "hasSecret", json_build_object(
  'name', name, 'host', host, 'port', port, 'transport', transport, 'srtp', srtp, 'registers', registers,
  'username', username, 'addresses', addresses, 'codecs', codecs, 'callerNumber', caller_number,
  'numbersOut', numbers_out, 'numbersIn', numbers_in, 'areaCode', area_code, 'callLimit', call_limit,
  'isProbed', is_probed, 'isOn', is_on) as fields`

const written =
  'name, host, port, transport, srtp, registers, username, addresses, codecs, caller_number, numbers_out, numbers_in, ' +
  'area_code, call_limit, is_probed, is_on'
const valuesOf = (one: TrunkFields): (string | number | boolean)[] => [
  ...[one.name, one.host, one.port, one.transport, one.srtp, one.registers, one.username, one.addresses],
  ...[one.codecs, one.callerNumber, one.numbersOut, one.numbersIn, one.areaCode, one.callLimit],
  ...[one.isProbed, one.isOn],
]

export interface KeptVersion {
  version: number
  at: string
  byName: string | null
  fields: TrunkFields
}

export const trunks = (k: Knex) => ({
  /** In the order in which calls take them. */
  all: (): Promise<Trunk[]> => query<Trunk>(k, `select ${shown} from trunks order by position, id`),

  find: (id: number): Promise<Trunk | null> =>
    queryOne<Trunk>(k, `select ${shown} from trunks where id = ?`, [id]),

  /** Locked until the transaction ends, as all are: their order is of all. */
  async lockAll(): Promise<Trunk[]> {
    await query(k, 'select id from trunks order by id for update')
    return trunks(k).all()
  },

  async insert(fields: TrunkFields): Promise<number> {
    const row = await queryOne<{ id: number }>(
      k,
      `insert into trunks (${written}, position)
       values (${valuesOf(fields)
         .map(() => '?')
         .join(', ')}, (select coalesce(max(position), 0) + 1 from trunks))
       returning id`,
      valuesOf(fields),
    )
    return row?.id ?? 0
  },

  async update(id: number, fields: TrunkFields, version: number): Promise<void> {
    await query(
      k,
      `update trunks set (${written}, version) = (${valuesOf(fields)
        .map(() => '?')
        .join(', ')}, ?) where id = ?`,
      [...valuesOf(fields), version, id],
    )
  },

  async setSecret(id: number, secret: string): Promise<void> {
    await query(k, 'update trunks set secret = ? where id = ?', [secret, id])
  },

  async setOrder(ids: readonly number[]): Promise<void> {
    await query(
      k,
      `update trunks set position = one.n from unnest(?::bigint[]) with ordinality as one (id, n)
       where trunks.id = one.id`,
      [ids],
    )
  },

  /** Telephony hears it, when it is committed, and has Asterisk read the trunks anew. */
  async tellTelephony(): Promise<void> {
    await query(k, `select pg_notify('trunks', '')`)
  },

  async keepVersion(
    id: number,
    version: number,
    fields: TrunkFields,
    by: { userId: number | null; at: Date },
  ): Promise<void> {
    await query(
      k,
      `insert into trunk_history (trunk_id, version, at, user_id, fields) values (?, ?, ?, ?, ?::jsonb)
       on conflict do nothing`,
      [id, version, by.at, by.userId, JSON.stringify(fields)],
    )
  },

  async versions(id: number): Promise<KeptVersion[]> {
    const rows = await query<Omit<KeptVersion, 'at'> & { at: Date }>(
      k,
      `select h.version, h.at, u.name as "byName", h.fields
       from trunk_history h left join users u on u.id = h.user_id
       where h.trunk_id = ? order by h.version desc limit 200`,
      [id],
    )
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  },

  async lastTest(id: number): Promise<TrunkTest | null> {
    const row = await queryOne<{ test: unknown }>(k, 'select test from trunks where id = ?', [id])
    return TrunkTest.nullable()
      .catch(null)
      .parse(row?.test ?? null)
  },

  async saveTest(id: number, test: TrunkTest): Promise<void> {
    await query(k, 'update trunks set test = ?::jsonb where id = ?', [JSON.stringify(test), id])
  },
})
