import type { Knex } from 'knex'
import type { CallQuality, CallQualityReport } from '#contracts/call-quality.ts'
import { query } from '#server/platform/db/sql.ts'

interface QualityRow {
  operator_name: string
  from_at: Date
  to_at: Date
  inbound_loss_percent: number | null
  inbound_jitter_ms: number | null
  outbound_loss_percent: number | null
  outbound_jitter_ms: number | null
  round_trip_ms: number | null
  mos: number | null
  worst_mos: number | null
  unheard_caller_seconds: number
  unheard_operator_seconds: number
}

const reportOf = (row: QualityRow): CallQualityReport => ({
  operatorName: row.operator_name,
  from: row.from_at.toISOString(),
  to: row.to_at.toISOString(),
  inbound: { lossPercent: row.inbound_loss_percent, jitterMs: row.inbound_jitter_ms },
  outbound: { lossPercent: row.outbound_loss_percent, jitterMs: row.outbound_jitter_ms },
  roundTripMs: row.round_trip_ms,
  mos: row.mos,
  worstMos: row.worst_mos,
  unheardCallerSeconds: row.unheard_caller_seconds,
  unheardOperatorSeconds: row.unheard_operator_seconds,
})

export const callQuality = (k: Knex) => ({
  /** The same report may come twice; the later one of a stretch of talk is the fuller. */
  async keep(callId: string, userId: number, quality: CallQuality): Promise<void> {
    await query(
      k,
      `insert into call_quality (call_id, user_id, from_at, to_at, inbound_loss_percent, inbound_jitter_ms,
         outbound_loss_percent, outbound_jitter_ms, round_trip_ms, mos, worst_mos, unheard_caller_seconds,
         unheard_operator_seconds)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (call_id, user_id, from_at) do update
         set to_at = excluded.to_at, inbound_loss_percent = excluded.inbound_loss_percent,
           inbound_jitter_ms = excluded.inbound_jitter_ms,
           outbound_loss_percent = excluded.outbound_loss_percent,
           outbound_jitter_ms = excluded.outbound_jitter_ms, round_trip_ms = excluded.round_trip_ms,
           mos = excluded.mos, worst_mos = excluded.worst_mos,
           unheard_caller_seconds = excluded.unheard_caller_seconds,
           unheard_operator_seconds = excluded.unheard_operator_seconds, reported_at = now()
         where call_quality.to_at <= excluded.to_at`,
      [
        callId,
        userId,
        quality.from,
        quality.to,
        quality.inbound.lossPercent,
        quality.inbound.jitterMs,
        quality.outbound.lossPercent,
        quality.outbound.jitterMs,
        quality.roundTripMs,
        quality.mos,
        quality.worstMos,
        quality.unheardCallerSeconds,
        quality.unheardOperatorSeconds,
      ],
    )
  },

  /** Oldest first. */
  async ofCall(callId: string): Promise<CallQualityReport[]> {
    const rows = await query<QualityRow>(
      k,
      `select users.name as operator_name, call_quality.* from call_quality join users on users.id = user_id
       where call_id = ? order by from_at, user_id`,
      [callId],
    )
    return rows.map(reportOf)
  },
})
