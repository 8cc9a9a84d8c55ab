import type { Knex } from 'knex'
import type { Shutdown } from '#contracts/shutdown.ts'
import { shutdownOfRecord, type ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { query } from '#server/platform/db/sql.ts'
import { shutdownPage, type ShutdownPage } from './shutdown-page.ts'
import { recordOfShutdown, selectShutdowns, type ShutdownRow } from './shutdown-row.ts'

const live = `s.status in ('planned','active')`
/** domain.md 3.1: now, or ended within seven days. */
const endedShownMs = 7 * 24 * 3_600_000

export const shutdowns = (k: Knex) => {
  const select = async (sql: string, bindings: Parameters<typeof query>[2]): Promise<ShutdownRecord[]> =>
    (await query<ShutdownRow>(k, `${selectShutdowns} ${sql}`, bindings)).map(recordOfShutdown)

  return {
    async find(id: number): Promise<ShutdownRecord | null> {
      return (await select('where s.id = ?', [id]))[0] ?? null
    },

    /** What was created with this key of the page; whoever asks for it next waits until the transaction ends. */
    async ofKey(key: string): Promise<ShutdownRecord | null> {
      await query(k, `select pg_advisory_xact_lock(hashtextextended('shutdown ' || ?, 0))`, [key])
      return (await select('where s.creation_key = ?', [key]))[0] ?? null
    },

    /**
     * Locked until the transaction ends, in the order of ids. Whoever locks tasks too locks them first. Read by a
     * second statement, which sees what was committed while the first one waited.
     */
    async forUpdate(ids: readonly number[]): Promise<ShutdownRecord[]> {
      await query(k, 'select id from shutdowns where id = any(?) order by id for no key update', [ids])
      return select('where s.id = any(?) order by s.id', [ids])
    },

    /** Planned and active ones that have one of these houses, the oldest first. */
    liveOfHouses: (houseIds: readonly number[]): Promise<ShutdownRecord[]> =>
      houseIds.length === 0
        ? Promise.resolve([])
        : select(
            `where ${live} and exists (
               select from shutdown_houses x where x.shutdown_id = s.id and x.house_id = any(?))
             order by s.starts_at, s.id`,
            [houseIds],
          ),

    /** Planned, active, and ended within seven days: people ask about it for days after. Newest first. */
    async onBoard(now: Date): Promise<Shutdown[]> {
      const endedSince = new Date(now.getTime() - endedShownMs)
      const order = 'order by s.starts_at desc, s.id desc'
      return (await select(`where ${live} or s.ended_at >= ? ${order}`, [endedSince])).map(shutdownOfRecord)
    },

    /**
     * What the card of a call tells: of these houses those that are on, begin before `until` or ended since `since`,
     * and whatever the caller was told of or joined to. With it, whether he was.
     */
    async ofCall(call: {
      id: string
      informedOf: readonly number[]
      houseIds: readonly number[]
      since: Date
      until: Date
    }): Promise<{ shutdown: ShutdownRecord; isJoined: boolean }[]> {
      const rows = await query<ShutdownRow & { is_joined: boolean }>(
        k,
        `with joined as (
           select shutdown_id as id from shutdown_callers where call_id = ? union select unnest(?::bigint[])),
         told as (
           select x.id from shutdowns x
           where x.id in (select shutdown_id from shutdown_houses where house_id = any(?))
             and (x.status = 'active' or x.status = 'planned' and x.starts_at <= ?
               or x.ended_at >= ? and x.status = 'restored'))
         select f.*, f.id in (select id from joined) as is_joined
         from (${selectShutdowns} where s.id in (select id from told union select id from joined)) f
         order by f.starts_at, f.id`,
        [call.id, call.informedOf, call.houseIds, call.until, call.since],
      )
      return rows.map((row) => ({ shutdown: recordOfShutdown(row), isJoined: row.is_joined }))
    },

    page: (page: ShutdownPage): Promise<ShutdownRecord[]> => {
      const { sql, bindings } = shutdownPage(page)
      return select(sql, bindings)
    },

    /** Answers its id. Houses, terms and history are rows of their own. */
    async insert(shutdown: Omit<ShutdownRecord, 'id'>, creationKey: string): Promise<number> {
      const [row] = await k('shutdowns')
        .insert({
          ...changing(shutdown),
          number: shutdown.number,
          creation_key: creationKey,
          suggestion_id: shutdown.suggestionId,
          created_by: shutdown.createdBy,
          created_at: shutdown.createdAt,
        })
        .returning<{ id: number }[]>('id')
      if (row === undefined) throw new Error('a shutdown was not written')
      return row.id
    },

    /** All of a locked one but its callers, who are counted by `shutdownCallers.count` alone. */
    async update(shutdown: ShutdownRecord): Promise<void> {
      await k('shutdowns').where({ id: shutdown.id }).update(changing(shutdown))
    },
  }
}

/** The columns that a change of it may change; the others are written once. */
const changing = ({ speech, ...shutdown }: Omit<ShutdownRecord, 'id'>) => ({
  kind: shutdown.kind,
  status: shutdown.status,
  services: shutdown.services,
  cause: shutdown.cause,
  text_for_residents: shutdown.text,
  organisation_id: shutdown.organisationId,
  responsible: shutdown.responsible,
  starts_at: shutdown.startsAt,
  planned_end: shutdown.plannedEnd,
  ended_at: shutdown.endedAt,
  shifts: shutdown.shifts,
  company_ids: shutdown.companyIds,
  places: shutdown.places,
  speech_text: speech.text,
  speech_version: speech.version,
  speech_file: speech.file,
  question_file: speech.questionFile,
  is_recorded_by_hand: speech.isRecordedByHand,
  updated_at: shutdown.updatedAt,
  version: shutdown.version,
})
