import type { Task } from '#contracts/task.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import type { TaskLink, TaskRecord } from '#domain/task/task-record.ts'
import { momentOrNull } from '#server/platform/db/moment.ts'

/** A row of `tasks` with its owner's name and the last of its calls. */
export interface TaskRow {
  id: number
  number: string | null
  status: Task['status']
  source: Task['source']
  owner_id: number | null
  owner_name: string | null
  house_id: number | null
  apartment_id: number | null
  place: string
  classifier_id: number | null
  text: string
  applicant_name: string
  applicant_phone: string
  is_emergency: boolean
  address: string
  classifier_name: string | null
  rule_version: number | null
  callback_by: Date | null
  inform_by: Date | null
  localize_by: Date | null
  restore_by: Date | null
  eliminate_by: Date | null
  joined_to: number | null
  shutdown_id: number | null
  is_orphan: boolean
  repeat_count: number
  call_count: number
  created_at: Date
  registered_at: Date | null
  updated_at: Date
  version: number
  claim_user: number | null
  claim_name: string | null
  claimed_at: Date | null
  links: TaskLink[]
}

export const recordOfRow = (row: TaskRow): TaskRecord => ({
  id: row.id,
  number: row.number,
  status: row.status,
  source: row.source,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  fields: {
    houseId: row.house_id,
    apartmentId: row.apartment_id,
    place: row.place,
    classifierId: row.classifier_id,
    text: row.text,
    applicantName: row.applicant_name,
    applicantPhone: row.applicant_phone,
    isEmergency: row.is_emergency,
  },
  address: row.address,
  classifierName: row.classifier_name,
  ruleVersion: row.rule_version,
  deadlines: {
    callbackBy: momentOrNull(row.callback_by),
    informBy: momentOrNull(row.inform_by),
    localizeBy: momentOrNull(row.localize_by),
    restoreBy: momentOrNull(row.restore_by),
    eliminateBy: momentOrNull(row.eliminate_by),
  },
  joinedTo: row.joined_to,
  shutdownId: row.shutdown_id,
  isOrphan: row.is_orphan,
  repeatCount: row.repeat_count,
  // a process of the release before counts nothing while it is being replaced
  callCount: Math.max(row.call_count, row.links.length),
  claim: claimOfRow(row),
  createdAt: row.created_at.toISOString(),
  registeredAt: momentOrNull(row.registered_at),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
  // PostgreSQL writes times inside JSON with its own offset and precision
  links: row.links.map((link) => ({ ...link, at: new Date(link.at).toISOString() })),
  newLinks: [],
})

const claimOfRow = ({ claim_user, claim_name, claimed_at }: TaskRow): Task['claim'] =>
  claim_user === null || claimed_at === null
    ? null
    : { userId: claim_user, name: claim_name ?? '', at: claimed_at.toISOString() }

export const rowOfRecord = (record: TaskRecord) => ({
  id: record.id,
  number: record.number,
  status: record.status,
  source: record.source,
  owner_id: record.ownerId,
  house_id: record.fields.houseId,
  apartment_id: record.fields.apartmentId,
  place: record.fields.place,
  classifier_id: record.fields.classifierId,
  text: record.fields.text,
  applicant_name: record.fields.applicantName,
  applicant_phone: record.fields.applicantPhone,
  applicant_digits: phoneDigits(record.fields.applicantPhone),
  is_emergency: record.fields.isEmergency,
  address: record.address,
  classifier_name: record.classifierName,
  rule_version: record.ruleVersion,
  callback_by: record.deadlines.callbackBy,
  inform_by: record.deadlines.informBy,
  localize_by: record.deadlines.localizeBy,
  restore_by: record.deadlines.restoreBy,
  eliminate_by: record.deadlines.eliminateBy,
  joined_to: record.joinedTo,
  shutdown_id: record.shutdownId,
  is_orphan: record.isOrphan,
  repeat_count: record.repeatCount,
  call_count: record.callCount,
  created_at: record.createdAt,
  registered_at: record.registeredAt,
  updated_at: record.updatedAt,
  version: record.version,
})
