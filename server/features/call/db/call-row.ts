import { moment, momentOrNull } from '#server/platform/db/moment.ts'
import type { Call, CallLeg } from '#contracts/call.ts'
import { otherPartyDigits } from '#domain/call/other-party.ts'

/** A row of `calls`. `from_digits` are those of the other party: the caller, or whom we called. */
export interface CallRow {
  id: string
  source: string
  direction: Call['direction']
  state: Call['state']
  held: boolean
  from_number: string
  from_digits: string
  number_trust: Call['numberTrust']
  display_name: string
  to_number: string
  queue: string | null
  arrived_at: Date | string
  queued_at: Date | string | null
  answered_at: Date | string | null
  ended_at: Date | string | null
  result: Call['result']
  ended_by: Call['endedBy']
  operator: string | null
  legs: CallLeg[]
  recording: string | null
  message: Call['message']
  informed_of: number[]
  is_urgent: boolean
  wrap_up: Call['wrapUp']
  kept_place: Call['keptPlace']
  company_id: number | null
  line_name: string | null
  not_served: Call['notServed']
  version: number
}

export const callOfRow = (row: CallRow): Call => ({
  id: row.id,
  source: row.source,
  direction: row.direction,
  state: row.state,
  held: row.held,
  from: row.from_number,
  numberTrust: row.number_trust,
  displayName: row.display_name,
  to: row.to_number,
  queue: row.queue,
  arrivedAt: moment(row.arrived_at),
  queuedAt: momentOrNull(row.queued_at),
  answeredAt: momentOrNull(row.answered_at),
  endedAt: momentOrNull(row.ended_at),
  result: row.result,
  endedBy: row.ended_by,
  operator: row.operator,
  legs: row.legs,
  recording: row.recording,
  message: row.message,
  informedOf: row.informed_of,
  isUrgent: row.is_urgent,
  wrapUp: row.wrap_up,
  keptPlace: row.kept_place,
  companyId: row.company_id,
  lineName: row.line_name,
  notServed: row.not_served,
  version: row.version,
})

/** The same shape as a row, times as text: PostgreSQL reads it by `jsonb_to_recordset`. */
export const rowOfCall = (call: Call) => ({
  id: call.id,
  source: call.source,
  direction: call.direction,
  state: call.state,
  held: call.held,
  from_number: call.from,
  from_digits: otherPartyDigits(call),
  number_trust: call.numberTrust,
  display_name: call.displayName,
  to_number: call.to,
  queue: call.queue,
  arrived_at: call.arrivedAt,
  queued_at: call.queuedAt,
  answered_at: call.answeredAt,
  ended_at: call.endedAt,
  result: call.result,
  ended_by: call.endedBy,
  operator: call.operator,
  legs: call.legs,
  recording: call.recording,
  message: call.message,
  informed_of: call.informedOf,
  is_urgent: call.isUrgent,
  wrap_up: call.wrapUp,
  kept_place: call.keptPlace,
  company_id: call.companyId,
  line_name: call.lineName,
  not_served: call.notServed,
  version: call.version,
})
