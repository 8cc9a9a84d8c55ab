import type { Knex } from 'knex'
import type { WhyNot } from '#contracts/consent.ts'
import type { ShutdownCaller } from '#contracts/shutdown.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

type Kind = NonNullable<ShutdownCaller['notice']>['kind']
type State = NonNullable<ShutdownCaller['notice']>['state']
type Channel = NonNullable<NonNullable<ShutdownCaller['notice']>['channel']>

/** What one number must be told of one change. */
export interface Notice {
  id: number
  shutdownId: number
  kind: Kind
  digits: string
  /** The call for which he is asked in a survey. */
  callerId: number | null
  /** What was said or written; '' until it is sent: the text is that of the moment of sending. */
  text: string
  channel: Channel | null
  /** Why no machine calls him; null: it may, or nobody has asked yet. */
  whyNoCall: WhyNot | null
  state: State
  attempts: number
  createdAt: Date
}

const columns = `id, shutdown_id as "shutdownId", kind, digits, caller_id as "callerId", text, channel,
  why_no_call as "whyNoCall", state, attempts, created_at as "createdAt"`

/** An outbox: the truth of the jobs that send it. */
export const notices = (k: Knex) => ({
  /** In the transaction of the change; answers their ids, in order. */
  async add(
    added: readonly { shutdownId: number; kind: Kind; digits: string; callerId: number; at: Date }[],
  ): Promise<number[]> {
    if (added.length === 0) return []
    const rows = await query<{ id: number }>(
      k,
      `insert into notices (shutdown_id, kind, digits, caller_id, text, created_at)
       select "shutdownId", kind, digits, "callerId", '', at
       from jsonb_to_recordset(?::jsonb) as n
         ("shutdownId" bigint, kind text, digits text, "callerId" bigint, at timestamptz)
       order by digits returning id`,
      [JSON.stringify(added)],
    )
    return rows.map(({ id }) => id).toSorted((a, b) => a - b)
  },

  /** Those that were not sent yet are not sent any more: something newer is to be told. */
  async drop(shutdownId: number, at: Date): Promise<void> {
    await query(
      k,
      `update notices set state = 'dropped', done_at = ?
       where id in (
         select id from notices where shutdown_id = ? and state = 'pending' order by id for no key update)`,
      [at, shutdownId],
    )
  },

  async find(id: number): Promise<Notice | null> {
    return queryOne(k, `select ${columns} from notices where id = ?`, [id])
  },

  /**
   * Writes how it stands. What has been heard meanwhile stays sent, and what was dropped is not tried again, though it
   * may have been sent all the same.
   */
  async save(
    notice: Notice,
    { error, doneAt }: { error: string | null; doneAt: Date | null },
  ): Promise<void> {
    await query(
      k,
      `update notices set channel = ?, why_no_call = ?, state = ?, attempts = ?, text = ?, error = ?, done_at = ?
       where id = ? and (state in ('pending','sending') or state = 'dropped' and ?)`,
      [
        notice.channel,
        notice.whyNoCall,
        notice.state,
        notice.attempts,
        notice.text,
        error,
        doneAt,
        notice.id,
        notice.state === 'sent',
      ],
    )
  },

  /** The PBX spoke them to their end. */
  async heard(heard: readonly { id: number; at: string }[]): Promise<void> {
    if (heard.length === 0) return
    await query(
      k,
      `update notices n set state = 'sent', done_at = h.at, error = null
       from (select id, min(at) as at from jsonb_to_recordset(?::jsonb) as r (id bigint, at timestamptz) group by id) h
       where n.id = h.id and n.state <> 'sent'`,
      [JSON.stringify(heard)],
    )
  },

  /** Until the transaction ends nobody else places a call; false when somebody does. */
  async lockCalls(): Promise<boolean> {
    const row = await queryOne<{ got: boolean }>(
      k,
      `select pg_try_advisory_xact_lock(hashtextextended('notices: calls', 0)) as got`,
    )
    return row?.got ?? false
  },

  /** How many numbers are to be called before this one. */
  async callsBefore(id: number): Promise<number> {
    const row = await queryOne<{ count: number }>(
      k,
      `select count(*) as count from notices where state = 'pending' and channel = 'call' and id < ?`,
      [id],
    )
    return row?.count ?? 0
  },

  /**
   * The last news of the shutdown for this number, left to a person, were told. Not what is to be asked: a survey waits
   * for its answer.
   */
  async told({ shutdownId, number }: { shutdownId: number; number: string }, at: Date): Promise<void> {
    await query(
      k,
      `update notices set state = 'sent', done_at = ?
       where id = (select max(id) from notices where shutdown_id = ? and digits = ? and state <> 'dropped')
         and channel = 'person' and state = 'pending' and kind <> 'survey'`,
      [at, shutdownId, phoneDigits(number)],
    )
  },

  /** A person has spoken with him after the end: nobody needs to tell or ask him any more. */
  async toldByPerson(
    { shutdownId, number }: { shutdownId: number; number: string },
    at: Date,
  ): Promise<void> {
    const digits = phoneDigits(number)
    if (digits === '') return
    await query(
      k,
      `update notices set state = 'sent', channel = 'person', done_at = ?
       where shutdown_id = ? and digits = ? and kind in ('ended','survey') and state in ('pending','failed')`,
      [at, shutdownId, digits],
    )
  },
})
