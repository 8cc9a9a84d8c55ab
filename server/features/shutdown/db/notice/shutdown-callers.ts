import type { Knex } from 'knex'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'
import { alone, change, part, rowsOf, type Part } from '#server/platform/db/together.ts'
import { callerOfRow, selectCallers, type CallerRow } from './caller-row.ts'

/** Somebody who was told of a shutdown, by the PBX or by an operator. */
export interface NewCaller {
  shutdownId: number
  callId: string | null
  /** As the trunk gave it; '' when hidden. */
  number: string
  digits: string
  how: ShutdownCaller['how']
  at: string
  /** Of which text; null: by word of mouth. */
  heardVersion: number | null
  wantsNotice: boolean
  /** Known for sure, e.g. from the draft; without it the number's flat is looked for. */
  houseId: number | null
  apartmentId: number | null
}

/** What a caller did after he was told. */
export interface CallerWish {
  callId: string
  wantsNotice: boolean
  messageFile: string | null
}

/** One who called, as the survey after the end needs him. */
export interface AskedCaller {
  id: number
  shutdownId: number
  callId: string | null
  number: string
  houseId: number | null
  apartmentId: number | null
  answer: ShutdownCaller['answer']
  taskId: number | null
}

/**
 * Of a number the flat that the shutdown concerns, when there is just one: two are no reason to choose (domain.md,
 * moment 3).
 */
const flats = `
  select w.n, count(distinct a.id) as flats, min(a.id) as apartment_id,
    count(distinct a.house_id) as houses, min(a.house_id) as house_id
  from wanted w
  join places_of_numbers(array(select distinct digits from wanted),
    (select (min(at) at time zone ?)::date from wanted)) p on p.digits = w.digits
  join apartments a on a.id = p.apartment_id
  join shutdown_houses h on h.shutdown_id = w.shutdown_id and h.house_id = a.house_id
    and (h.entrances is null or a.entrance is null or a.entrance = any(h.entrances))
  group by w.n`

/** Who called about a shutdown; one row a call. */
export const shutdownCallers = (k: Knex) => ({
  /** Those that there are of these and of the ones that the part `calls` told of. */
  known: (ids: readonly number[], calls: string): Part<{ id: number; number: string }[]> =>
    part<{ id: number; number: string }, { id: number; number: string }[]>(
      `select id, number from shutdowns
       where id = any(array(select unnest(?::bigint[]) union select unnest(informed_of) from ${rowsOf(calls)}))`,
      [ids],
      (rows) => rows,
    ),

  /**
   * Adds those who are not there yet, each shutdown once a call; one that does not exist is passed over. Flats are
   * those of the local day of the first. Answers how many came to which.
   */
  async add(
    callers: readonly NewCaller[],
    timeZone: string,
  ): Promise<{ shutdownId: number; more: number }[]> {
    if (callers.length === 0) return []
    let came: { shutdownId: number; more: number }[] = []
    await alone(
      k,
      shutdownCallers(k).adding(callers, timeZone, (more) => (came = more)),
    )
    return came
  },

  adding(
    callers: readonly NewCaller[],
    timeZone: string,
    onAdded: (more: { shutdownId: number; more: number }[]) => void,
  ): Part<void> {
    const rows = callers.map((one, n) => ({
      n,
      shutdown_id: one.shutdownId,
      call_id: one.callId,
      number: one.number,
      digits: one.digits,
      how: one.how,
      at: one.at,
      heard_version: one.heardVersion,
      wants_notice: one.wantsNotice,
      house_id: one.houseId,
      apartment_id: one.apartmentId,
    }))
    return part<{ id: number }, void>(
      `with wanted as (
         select * from jsonb_to_recordset(?::jsonb) as w (n int, shutdown_id bigint, call_id text, number text,
           digits text, how text, at timestamptz, heard_version int, wants_notice boolean, house_id bigint,
           apartment_id bigint)
       ), flats as (${flats})
       insert into shutdown_callers (shutdown_id, call_id, number, digits, house_id, apartment_id, how, at,
         heard_version, wants_notice)
       select w.shutdown_id, w.call_id, w.number, w.digits,
         coalesce(w.house_id, case when f.houses = 1 then f.house_id end),
         coalesce(w.apartment_id, case when w.house_id is null and f.flats = 1 then f.apartment_id end),
         w.how, w.at, w.heard_version, w.wants_notice
       from wanted w join shutdowns s on s.id = w.shutdown_id left join flats f on f.n = w.n
       order by w.n
       on conflict (shutdown_id, call_id) do nothing
       returning shutdown_id as id`,
      [JSON.stringify(rows), timeZone],
      (added) => {
        const counts = new Map<number, number>()
        for (const { id } of added) counts.set(id, (counts.get(id) ?? 0) + 1)
        onAdded([...counts].map(([shutdownId, more]) => ({ shutdownId, more })))
      },
    )
  },

  /** Of these calls those that told of a shutdown in whose list they do not stand. */
  unlisted(callIds: readonly string[]): Promise<{ callId: string; shutdownId: number }[]> {
    return query(
      k,
      `select c.id as "callId", s.id as "shutdownId"
       from calls c cross join unnest(c.informed_of) told join shutdowns s on s.id = told
       where c.id = any(?) and not exists (
         select from shutdown_callers x where x.call_id = c.id and x.shutdown_id = s.id)
       order by c.id, s.id`,
      [callIds],
    )
  },

  /** In every shutdown that the call told of. What was wished once stays. */
  async wish(wishes: readonly CallerWish[]): Promise<void> {
    if (wishes.length > 0) await alone(k, shutdownCallers(k).wishing(wishes))
  },

  wishing: (wishes: readonly CallerWish[]): Part<void> =>
    change(
      `update shutdown_callers c set wants_notice = c.wants_notice or w."wantsNotice",
         message_file = coalesce(c.message_file, w."messageFile")
       from (
         select "callId", bool_or("wantsNotice") as "wantsNotice", min("messageFile") as "messageFile"
         from jsonb_to_recordset(?::jsonb) as r ("callId" text, "wantsNotice" boolean, "messageFile" text)
         group by "callId"
       ) w where c.call_id = w."callId"`,
      [JSON.stringify(wishes)],
    ),

  /**
   * So many came to each; answers how many there are. Locks the shutdowns in the order of their ids, so it belongs
   * to the end of a transaction (`countCallers`).
   */
  async count(
    more: readonly { shutdownId: number; more: number }[],
  ): Promise<{ shutdownId: number; callerCount: number }[]> {
    if (more.length === 0) return []
    return query(
      k,
      `with came as (
         select "shutdownId" as id, sum(more)::int as more
         from jsonb_to_recordset(?::jsonb) as r ("shutdownId" bigint, more int) group by 1
       ), locked as (
         select s.id from shutdowns s where s.id in (select id from came) order by s.id for no key update
       )
       update shutdowns s set caller_count = s.caller_count + came.more
       from came join locked on locked.id = came.id where s.id = came.id
       returning s.id as "shutdownId", s.caller_count as "callerCount"`,
      [JSON.stringify(more)],
    )
  },

  /** Locked until the transaction ends. */
  forUpdate(id: number): Promise<AskedCaller | null> {
    return queryOne<AskedCaller>(
      k,
      `select id, shutdown_id as "shutdownId", call_id as "callId", number, house_id as "houseId",
         apartment_id as "apartmentId", answer, task_id as "taskId"
       from shutdown_callers where id = ? for no key update`,
      [id],
    )
  },

  /** What he said when asked whether the service is back; the task of an earlier «нет» stays his. */
  async answered(
    id: number,
    {
      answer,
      at,
      by,
      taskId,
    }: { answer: 'yes' | 'no'; at: string; by: number | null; taskId: number | null },
  ): Promise<void> {
    await query(
      k,
      `update shutdown_callers set answer = ?, answered_at = ?, answered_to = ?, task_id = coalesce(task_id, ?)
       where id = ?`,
      [answer, at, by, taskId, id],
    )
  },

  /** Everybody of the shutdown, the newest first. */
  async ofShutdown(shutdownId: number): Promise<ShutdownCaller[]> {
    const rows = await query<CallerRow>(
      k,
      `${selectCallers} where c.shutdown_id = ? order by c.at desc, c.id desc`,
      [shutdownId],
    )
    return rows.map(callerOfRow)
  },

  async find(id: number): Promise<ShutdownCaller | null> {
    const row = await queryOne<CallerRow>(k, `${selectCallers} where c.id = ?`, [id])
    return row && callerOfRow(row)
  },

  /** Of each number that can be told the last call; `wishing`: of those alone who asked for it. */
  numbers(shutdownId: number, wishing: boolean): Promise<{ digits: string; callerId: number }[]> {
    return query(
      k,
      `select distinct on (digits) digits, id as "callerId" from shutdown_callers
       where shutdown_id = ? and digits <> '' and (wants_notice or not ?)
       order by digits, at desc, id desc`,
      [shutdownId, wishing],
    )
  },
})
