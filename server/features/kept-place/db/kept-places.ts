import type { Knex } from 'knex'
import type { KeptPlace } from '#domain/kept-place/next-step.ts'
import { query } from '#server/platform/db/sql.ts'

/** An open place with what the database knows of its caller now. */
export interface OpenPlace extends KeptPlace {
  callId: string
  queue: string
  priority: number
  since: number
  placements: number
  /** What he dialled. */
  dialled: string
  isOnPhone: boolean
  isAtOperator: boolean
  calledAgain: boolean
  isTwice: boolean
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

/** Places in the queue whose callers have hung up; the ledger opens and closes them, the job `places.keep` places them. */
export const keptPlaces = (k: Knex) => ({
  /** Who asked before and called again keeps his earlier moment. */
  async keep(one: {
    callId: string
    digits: string
    queue: string
    priority: number
    since: string
    at: string
  }): Promise<void> {
    await query(
      k,
      `insert into kept_places (call_id, digits, queue, priority, since, kept_at)
       select n.call_id, n.digits, n.queue, n.priority,
         least(n.since, (select min(e.since) from kept_places e where e.digits = n.digits and e.over_at is null)), n.at
       from (values (?::text, ?::text, ?::text, ?::integer, ?::timestamptz, ?::timestamptz))
         n (call_id, digits, queue, priority, since, at)
       on conflict (call_id) do nothing`,
      [one.callId, one.digits, one.queue, one.priority, one.since, one.at],
    )
  },

  async tried(callId: string, tries: number, at: string): Promise<void> {
    await query(k, 'update kept_places set tries = greatest(tries, ?), tried_at = ? where call_id = ?', [
      tries,
      at,
      callId,
    ])
  },

  /** What stood in the queue for it stands there no more. */
  async left(callId: string, placement: number): Promise<void> {
    await query(
      k,
      'update kept_places set placed_at = null, gone_at = null where call_id = ? and placements <= ?',
      [callId, placement],
    )
  },

  async over(callIds: readonly string[], at: Date): Promise<void> {
    await query(k, 'update kept_places set over_at = ? where call_id = any(?) and over_at is null', [
      at,
      callIds,
    ])
  },

  /** In the order in which they wait. */
  open: (): Promise<OpenPlace[]> =>
    query<OpenPlace>(
      k,
      `select p.call_id as "callId", p.digits, p.queue, p.priority, p.tries, p.placements,
         ${ms('p.since')} as since, ${ms('p.kept_at')} as "keptAt", ${ms('p.tried_at')} as "triedAt",
         p.placed_at is not null as "isPlaced", ${ms('p.gone_at')} as "goneAt",
         c.to_number as dialled, c.state = 'talking' as "isAtOperator",
         c.legs -> 0 ->> 'state' <> 'ended' as "isOnPhone",
         exists (
           select from calls later
           where later.from_digits = p.digits and later.id <> p.call_id and later.arrived_at > p.kept_at
             and (later.direction = 'in' or later.answered_at is not null)) as "calledAgain",
         exists (
           select from kept_places other
           where other.digits = p.digits and other.call_id <> p.call_id and other.over_at is null
             and (other.kept_at < p.kept_at or other.placed_at is not null))
         or exists (
           select from calls live
           where live.state <> 'ended' and live.from_digits = p.digits and live.id <> p.call_id) as "isTwice"
       from kept_places p join calls c on c.id = p.call_id
       where p.over_at is null
       order by p.since, p.call_id`,
    ),

  /** Of these calls those that ever kept a place, with how many times something stood in the queue; null: none stands now. */
  async standing(callIds: readonly string[]): Promise<Map<string, number | null>> {
    const rows = await query<{ call_id: string; placement: number | null }>(
      k,
      `select call_id, case when placed_at is not null then placements end as placement
       from kept_places where call_id = any(?)`,
      [callIds],
    )
    return new Map(rows.map((row) => [row.call_id, row.placement]))
  },

  /** Since when they wait in whose place, or who, these ids of the PBX stand in a queue, in milliseconds. */
  async waitingSince(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await query<{ id: string; since: number }>(
      k,
      `select one.id, ${ms('coalesce(p.since, c.queued_at)')} as since
       from unnest(?::text[]) as one (id)
       left join kept_places p on p.call_id = 'asterisk:' || substring(one.id from '^place-(.+)-[0-9]+(;2){0,1}$')
       left join calls c on c.id = 'asterisk:' || one.id
       where coalesce(p.since, c.queued_at) is not null`,
      [ids],
    )
    return new Map(rows.map((row) => [row.id, row.since]))
  },

  /** Before it is placed: whoever is faster does it, and a number is placed once. Null: somebody else did. */
  async place(callId: string, at: Date): Promise<number | null> {
    const rows = await query<{ placements: number }>(
      k,
      `update kept_places p set placements = placements + 1, placed_at = ?, gone_at = null
       where call_id = ? and over_at is null and placed_at is null
         and not exists (
           select from kept_places other
           where other.digits = p.digits and other.placed_at is not null and other.over_at is null)
       returning placements`,
      [at, callId],
    )
    return rows[0]?.placements ?? null
  },

  /** The PBX does not know it any more. Null: it does again. */
  async gone(callId: string, at: Date | null): Promise<void> {
    await query(k, 'update kept_places set gone_at = ? where call_id = ? and placed_at is not null', [
      at,
      callId,
    ])
  },
})
