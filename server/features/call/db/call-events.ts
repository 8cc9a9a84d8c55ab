import type { Knex } from 'knex'
import { CallEvent } from '#contracts/call-event.ts'
import { callIdOf } from '#domain/call/call-id.ts'
import { query } from '#server/platform/db/sql.ts'
import { alone, part, rowsOf, type Part } from '#server/platform/db/together.ts'

const rowOfEvent = (event: CallEvent, order: number) => ({
  order,
  source: event.source,
  position: event.position,
  call_id: callIdOf(event),
  leg_id: 'legId' in event ? event.legId : null,
  type: event.type,
  at: event.at,
  data: event,
})

/** The append-only ledger; `call_events.call_id` is `calls.id`. */
export const callEvents = (k: Knex) => ({
  /**
   * Adds those that are not there yet, in their order, once the rows of the part `after` are there; answers the
   * positions of the new ones.
   */
  appending: (events: readonly CallEvent[], after: string): Part<Set<string>> =>
    part<{ position: string }, Set<string>>(
      `insert into call_events (source, position, call_id, leg_id, type, at, data)
       select e.source, position, call_id, leg_id, type, at, data
       from jsonb_to_recordset(?::jsonb) as e
         ("order" int, source text, position text, call_id text, leg_id text, type text, at timestamptz, data jsonb)
         ${after === '' ? '' : `cross join ${rowsOf(after)}`}
       order by "order"
       on conflict (source, position) do nothing
       returning position`,
      [JSON.stringify(events.map(rowOfEvent))],
      (added) => new Set(added.map((row) => row.position)),
    ),

  async append(events: readonly CallEvent[]): Promise<void> {
    await alone(k, callEvents(k).appending(events, ''))
  },

  /** All events of one call, as they came. */
  async ofCall(callId: string): Promise<CallEvent[]> {
    const rows = await query<{ data: unknown }>(
      k,
      'select data from call_events where call_id = ? order by seq',
      [callId],
    )
    return rows.map((row) => CallEvent.parse(row.data))
  },

  /** Ids of calls that have events or stand in `calls`, in order, a page at a time. */
  async callIds(after: string, limit: number): Promise<string[]> {
    const rows = await query<{ id: string }>(
      k,
      `(select distinct call_id as id from call_events where call_id > ? order by call_id limit ?)
       union (select id from calls where id > ? order by id limit ?) order by id limit ?`,
      [after, limit, after, limit, limit],
    )
    return rows.map((row) => row.id)
  },

  /** All events of these calls, as they came, by call. */
  async ofCalls(callIds: readonly string[]): Promise<Map<string, CallEvent[]>> {
    const rows = await query<{ call_id: string; data: unknown }>(
      k,
      'select call_id, data from call_events where call_id = any(?) order by seq',
      [callIds],
    )
    const byCall = Map.groupBy(rows, (row) => row.call_id)
    return new Map([...byCall].map(([id, own]) => [id, own.map((row) => CallEvent.parse(row.data))]))
  },

  /** How long after it happened the newest event was received; null before the first. */
  async newestDelaySeconds(): Promise<number | null> {
    const [row] = await query<{ seconds: number }>(
      k,
      `select extract(epoch from received_at - at)::float8 as seconds from call_events order by seq desc limit 1`,
    )
    return row === undefined ? null : Math.max(0, row.seconds)
  },
})
