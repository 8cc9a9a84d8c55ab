import type { Knex } from 'knex'
import type { Service, ShutdownSuggestion } from '#contracts/shutdown.ts'
import { addressText } from '#domain/house/address/address-text.ts'
import type { Case, Suggested, Supply } from '#domain/shutdown/suggest.ts'
import { suggestionOf, type SuggestionRecord } from '#domain/shutdown/suggestion-record.ts'
import { query } from '#server/platform/db/sql.ts'

type SuggestionRow = Omit<SuggestionRecord, 'firstAt' | 'lastAt'> & { firstAt: Date; lastAt: Date }

const columns = `id, state, service, scope, scope_id as "scopeId", scope_name as "scopeName", house_ids as "houseIds",
  task_ids as "taskIds", first_at as "firstAt", last_at as "lastAt", shutdown_id as "shutdownId", version`

const recordOfRow = (row: SuggestionRow): SuggestionRecord => ({
  ...row,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
})

interface CaseRow {
  task_id: number
  caller: string
  at: Date
  service: Service | null
  house_id: number
  number: string
  street_id: number
  kind: string
  street: string
  entrance: number | null
  riser: number | null
  supplies: Supply[]
}

export const suggestions = (k: Knex) => {
  const select = async (
    sql: string,
    bindings: Parameters<typeof query>[2] = [],
  ): Promise<SuggestionRecord[]> =>
    (await query<SuggestionRow>(k, `select ${columns} from shutdown_suggestions ${sql}`, bindings)).map(
      recordOfRow,
    )

  return {
    /** The open ones. */
    onBoard: async (): Promise<ShutdownSuggestion[]> =>
      (await select(`where state = 'open' order by last_at desc, id`)).map((record) => suggestionOf(record)),

    async forUpdate(id: number): Promise<SuggestionRecord | null> {
      return (await select('where id = ? for update', [id]))[0] ?? null
    },

    /** Open ones and those that somebody dismissed or accepted since then; one look at a time. */
    async recentForUpdate(since: Date): Promise<SuggestionRecord[]> {
      await query(k, `select pg_advisory_xact_lock(hashtextextended('shutdown suggestions', 0))`)
      return select(`where state = 'open' or decided_at >= ? order by id for update`, [since])
    },

    /**
     * Calls and tasks since then with a house, apart from those that a live shutdown covers already: of the same
     * service, or of any while nobody said what is wrong.
     */
    async cases(since: Date): Promise<Case[]> {
      const rows = await query<CaseRow>(
        k,
        `select t.id as task_id,
           coalesce(nullif(t.applicant_digits, ''), 'flat ' || t.apartment_id, 'task ' || t.id) as caller,
           t.created_at as at, c.service, h.id as house_id, h.number, s.id as street_id, s.kind, s.name as street,
           a.entrance, a.riser,
           (select coalesce(jsonb_agg(jsonb_build_object('service', x.service, 'pointId', p.id, 'kind', p.kind,
              'name', p.name)), '[]')
            from house_supply x join supply_points p on p.id = x.supply_point_id where x.house_id = h.id) as supplies
         from tasks t
         join houses h on h.id = t.house_id
         join streets s on s.id = h.street_id
         left join apartments a on a.id = t.apartment_id
         left join classifier c on c.id = t.classifier_id
         where t.created_at >= ? and t.shutdown_id is null and t.status <> 'cancelled'
           -- thrown away with a reason, unless it was joined to another
           and (t.status <> 'discarded' or t.joined_to is not null)
           -- what is wrong is known and is nothing that is shut off
           and (t.classifier_id is null or c.service is not null)
           and not exists (
             select from shutdown_houses sh join shutdowns d on d.id = sh.shutdown_id
             where sh.house_id = h.id and d.status = 'active' and (c.service is null or c.service = any(d.services)))
         order by t.created_at, t.id limit 2000`,
        [since],
      )
      return rows.map((row) => ({
        taskId: row.task_id,
        caller: row.caller,
        at: row.at.toISOString(),
        service: row.service,
        entrance: row.entrance,
        riser: row.riser,
        house: {
          id: row.house_id,
          address: addressText({ kind: row.kind, street: row.street, house: row.number, apartment: null }),
          number: row.number,
          streetId: row.street_id,
          street: `${row.kind} ${row.street}`.trim(),
          supplies: row.supplies,
        },
      }))
    },

    /** Which houses these points supply, and with what. */
    supplied: (
      pointIds: readonly number[],
    ): Promise<{ pointId: number; houseId: number; service: Service }[]> =>
      query(
        k,
        `select supply_point_id as "pointId", house_id as "houseId", service from house_supply
         where supply_point_id = any(?) order by house_id`,
        [pointIds],
      ),

    housesOfStreets: (
      streetIds: readonly number[],
    ): Promise<{ streetId: number; id: number; number: string }[]> =>
      query(k, `select street_id as "streetId", id, number from houses where street_id = any(?)`, [
        streetIds,
      ]),

    async add(suggested: Suggested): Promise<SuggestionRecord> {
      const [row] = await k('shutdown_suggestions')
        .insert({
          service: suggested.service,
          scope: suggested.scope,
          scope_id: suggested.scopeId,
          scope_name: suggested.scopeName,
          house_ids: suggested.houseIds,
          task_ids: suggested.taskIds,
          first_at: suggested.firstAt,
          last_at: suggested.lastAt,
        })
        .returning<SuggestionRow[]>(k.raw(columns))
      if (row === undefined) throw new Error('a suggestion was not written')
      return recordOfRow(row)
    },

    /** A locked one as it is now. */
    async save(record: SuggestionRecord, by: { userId: number; at: Date } | null): Promise<void> {
      await k('shutdown_suggestions')
        .where({ id: record.id })
        .update({
          state: record.state,
          house_ids: record.houseIds,
          task_ids: record.taskIds,
          first_at: record.firstAt,
          last_at: record.lastAt,
          shutdown_id: record.shutdownId,
          version: record.version,
          ...(by && { decided_by: by.userId, decided_at: by.at }),
        })
    },
  }
}
