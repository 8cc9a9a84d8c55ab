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
    await k('call_quality')
      .insert({
        call_id: callId,
        user_id: userId,
        from_at: quality.from,
        to_at: quality.to,
        inbound_loss_percent: quality.inbound.lossPercent,
        inbound_jitter_ms: quality.inbound.jitterMs,
        outbound_loss_percent: quality.outbound.lossPercent,
        outbound_jitter_ms: quality.outbound.jitterMs,
        round_trip_ms: quality.roundTripMs,
        mos: quality.mos,
        worst_mos: quality.worstMos,
        unheard_caller_seconds: quality.unheardCallerSeconds,
        unheard_operator_seconds: quality.unheardOperatorSeconds,
        reported_at: k.fn.now(),
      })
      .onConflict(['call_id', 'user_id', 'from_at'])
      .merge()
      .whereRaw('call_quality.to_at <= excluded.to_at')
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
