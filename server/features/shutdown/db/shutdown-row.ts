import type { Shutdown, ShutdownHouse } from '#contracts/shutdown.ts'
import type { ShutdownRecord } from '#domain/shutdown/shutdown-record.ts'
import { momentOrNull } from '#server/platform/db/moment.ts'

export const selectShutdowns = `
  select s.*, o.name as organisation_name, h.houses, h.power_sources
  from shutdowns s left join organisations o on o.id = s.organisation_id
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('houseId', sh.house_id, 'via', sh.via, 'entrances', sh.entrances)
        order by sh.house_id), '[]') as houses,
      coalesce(max(house.power_sources), 1) as power_sources
    from shutdown_houses sh join houses house on house.id = sh.house_id where sh.shutdown_id = s.id) h`

/** A row of `selectShutdowns`. */
export interface ShutdownRow {
  id: number
  number: string
  kind: Shutdown['kind']
  status: Shutdown['status']
  services: Shutdown['services']
  cause: string
  text_for_residents: string
  organisation_id: number | null
  organisation_name: string | null
  responsible: string
  starts_at: Date
  planned_end: Date | null
  ended_at: Date | null
  shifts: number
  houses: ShutdownHouse[]
  power_sources: 1 | 2
  company_ids: number[]
  places: string
  caller_count: number
  speech_text: string
  speech_version: number
  speech_file: string | null
  question_file: string | null
  is_recorded_by_hand: boolean
  suggestion_id: number | null
  created_by: number
  created_at: Date
  updated_at: Date
  version: number
}

export const recordOfShutdown = (row: ShutdownRow): ShutdownRecord => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  status: row.status,
  services: row.services,
  cause: row.cause,
  text: row.text_for_residents,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  responsible: row.responsible,
  startsAt: row.starts_at.toISOString(),
  plannedEnd: momentOrNull(row.planned_end),
  endedAt: momentOrNull(row.ended_at),
  shifts: row.shifts,
  houses: row.houses,
  powerSources: row.power_sources,
  companyIds: row.company_ids,
  places: row.places,
  callerCount: row.caller_count,
  speech: {
    text: row.speech_text,
    version: row.speech_version,
    file: row.speech_file,
    questionFile: row.question_file,
    isRecordedByHand: row.is_recorded_by_hand,
  },
  suggestionId: row.suggestion_id,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
})
