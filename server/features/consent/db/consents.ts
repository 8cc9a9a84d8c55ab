import type { Knex } from 'knex'
import { consentWords } from '#contracts/consent-words.ts'
import type { CallPurpose, ConsentHow, Refused } from '#contracts/consent.ts'
import type { NumberFacts } from '#domain/consent/judge.ts'
import { query, queryOne } from '#server/platform/db/sql.ts'

export interface NewConsent {
  digits: string
  purpose: CallPurpose
  shutdownId: number | null
  how: Exclude<ConsentHow, 'key'>
  at: Date
  callId: string | null
  words: string
  paper: string
  until: string | null
  by: number
}

export interface NewRefusal {
  digits: string
  refused: Refused
  how: Exclude<ConsentHow, 'key'>
  at: Date
  callId: string | null
  note: string
  by: number
}

/** The register: facts are added and never changed, but that a number may be called again (ADR 0038). */
export const consents = (k: Knex) => ({
  /** Once, while the same consent of the same call stands. */
  async add(one: NewConsent): Promise<void> {
    await query(
      k,
      `insert into consents (digits, purpose, shutdown_id, how, at, call_id, words, paper, until, written_by, written_at)
       select n.* from (values (?::text, ?::text, ?::bigint, ?::text, ?::timestamptz, ?::text, ?::text, ?::text,
         ?::date, ?::bigint, now())) n (digits, purpose, shutdown_id, how, at, call_id, words, paper, until, by, now)
       where not exists (
         select from consents c
         where c.digits = n.digits and c.purpose = n.purpose and c.how = n.how and c.paper = n.paper
           and c.shutdown_id is not distinct from n.shutdown_id and c.call_id is not distinct from n.call_id
           and c.until is not distinct from n.until
           and not exists (
             select from contact_refusals r where r.digits = c.digits and r.refused = 'calls' and r.at >= c.at))`,
      [
        one.digits,
        one.purpose,
        one.shutdownId,
        one.how,
        one.at,
        one.callId,
        one.words,
        one.paper,
        one.until,
        one.by,
      ],
    )
  },

  /** They pressed 1 under an announcement: of every shutdown that it told of. Heard again, it is the same consent. */
  async addKeys(pressed: readonly { callId: string; at: string }[]): Promise<void> {
    if (pressed.length === 0) return
    await query(
      k,
      `insert into consents (digits, purpose, shutdown_id, how, at, call_id, words)
       select c.digits, 'shutdown', c.shutdown_id, 'key', r.at, c.call_id, ?
       from jsonb_to_recordset(?::jsonb) as r ("callId" text, at timestamptz)
       join shutdown_callers c on c.call_id = r."callId"
       where c.digits <> '' order by r.at, c.id
       on conflict (call_id, purpose, shutdown_id) where how = 'key' do nothing`,
      [consentWords.key, JSON.stringify(pressed)],
    )
  },

  /** They pressed the key to be called back: to this one call, so until the end of the day. */
  async addCallBackKeys(
    pressed: readonly { callId: string; digits: string; at: string; until: string }[],
  ): Promise<void> {
    if (pressed.length === 0) return
    await query(
      k,
      `insert into consents (digits, purpose, how, at, call_id, words, until)
       select r.digits, 'callBack', 'key', r.at, r."callId", ?, r.until
       from jsonb_to_recordset(?::jsonb) as r ("callId" text, digits text, at timestamptz, until date)
       where r.digits <> '' order by r.at
       on conflict (call_id, purpose, shutdown_id) where how = 'key' do nothing`,
      [consentWords.callBackKey, JSON.stringify(pressed)],
    )
  },

  async refuse(one: NewRefusal): Promise<void> {
    await query(
      k,
      `insert into contact_refusals (digits, refused, how, at, call_id, note, written_by)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [one.digits, one.refused, one.how, one.at, one.callId, one.note, one.by],
    )
  },

  /** Numbers whose people pressed in a call of ours the key that no machine may call them again. */
  async refuseByKey(refused: readonly { id: number; at: string }[]): Promise<void> {
    if (refused.length === 0) return
    await query(
      k,
      `insert into contact_refusals (digits, refused, how, at, notice_id)
       select n.digits, 'calls', 'key', r.at, n.id
       from jsonb_to_recordset(?::jsonb) as r (id bigint, at timestamptz) join notices n on n.id = r.id
       on conflict (notice_id, at) where how = 'key' do nothing`,
      [JSON.stringify(refused)],
    )
  },

  /** What the gate judges by; `since`: local midnight. */
  async facts(digits: string, since: Date): Promise<NumberFacts> {
    const row = await queryOne<Omit<NumberFacts, 'consents'>>(
      k,
      `select (select max(at) from contact_refusals where digits = ? and refused = 'calls') as "refusedAt",
         exists (select from never_called where digits = ? and lifted_at is null) as "isNeverCalled",
         (select count(*)::int from machine_calls where digits = ? and at >= ?) as "callsToday"`,
      [digits, digits, digits, since],
    )
    if (row === null) throw new Error('a select without from has one row')
    const given = await query<NumberFacts['consents'][number]>(
      k,
      `select id, purpose, shutdown_id as "shutdownId", at, to_char(until, 'YYYY-MM-DD') as until
       from consents where digits = ? order by at desc limit 500`,
      [digits],
    )
    return { ...row, consents: given }
  },

  /** Does he want no short messages, and has agreed to nothing since? */
  async refusesMessages(digits: string): Promise<boolean> {
    const row = await queryOne<{ refuses: boolean }>(
      k,
      `select exists (
         select from contact_refusals r where r.digits = ? and r.refused = 'messages'
           and not exists (select from consents c where c.digits = r.digits and c.at > r.at)) as refuses`,
      [digits],
    )
    return row?.refuses ?? false
  },

  /** A machine calls, by this consent. The same call twice is one. */
  async called(call: {
    id: string
    digits: string
    kind: string
    consentId: number
    at: Date
  }): Promise<void> {
    await query(
      k,
      `insert into machine_calls (id, digits, kind, consent_id, at) values (?, ?, ?, ?, ?)
       on conflict (id) do nothing`,
      [call.id, call.digits, call.kind, call.consentId, call.at],
    )
  },

  /** Answers false when the number stands in the list already. */
  async neverCall(one: { digits: string; reason: string; at: Date; by: number }): Promise<boolean> {
    const row = await queryOne(
      k,
      `insert into never_called (digits, reason, at, written_by) values (?, ?, ?, ?)
       on conflict (digits) where lifted_at is null do nothing returning id`,
      [one.digits, one.reason, one.at, one.by],
    )
    return row !== null
  },

  /** The number that may be called again, or null when the entry is not in force. */
  async liftNeverCall(one: { id: number; reason: string; at: Date; by: number }): Promise<string | null> {
    const row = await queryOne<{ digits: string }>(
      k,
      `update never_called set lifted_at = ?, lifted_by = ?, lifted_reason = ?
       where id = ? and lifted_at is null returning digits`,
      [one.at, one.by, one.reason, one.id],
    )
    return row?.digits ?? null
  },
})
