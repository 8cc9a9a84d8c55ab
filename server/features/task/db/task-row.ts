import type { Task } from '#contracts/task.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import type { TaskLink, TaskRecord } from '#domain/task/task-record.ts'
import { moment, momentOrNull } from '#server/platform/db/moment.ts'

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
  callback_by: Date | string | null
  inform_by: Date | string | null
  localize_by: Date | string | null
  restore_by: Date | string | null
  eliminate_by: Date | string | null
  joined_to: number | null
  shutdown_id: number | null
  company_id: number | null
  is_orphan: boolean
  dismissed_dangers: Task['dismissedDangers']
  repeat_count: number
  call_count: number
  created_at: Date | string
  registered_at: Date | string | null
  updated_at: Date | string
  version: number
  claim_user: number | null
  claim_name: string | null
  claimed_at: Date | string | null
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
  companyId: row.company_id,
  isOrphan: row.is_orphan,
  dismissedDangers: row.dismissed_dangers,
  repeatCount: row.repeat_count,
  // a process of the release before counts nothing while it is being replaced
  callCount: Math.max(row.call_count, row.links.length),
  claim: claimOfRow(row),
  createdAt: moment(row.created_at),
  registeredAt: momentOrNull(row.registered_at),
  updatedAt: moment(row.updated_at),
  version: row.version,
  links: row.links.map((link) => ({ ...link, at: moment(link.at) })),
  newLinks: [],
})

const claimOfRow = ({ claim_user, claim_name, claimed_at }: TaskRow): Task['claim'] =>
  claim_user === null || claimed_at === null
    ? null
    : { userId: claim_user, name: claim_name ?? '', at: moment(claimed_at) }

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
  company_id: record.companyId,
  is_orphan: record.isOrphan,
  dismissed_dangers: record.dismissedDangers,
  repeat_count: record.repeatCount,
  call_count: record.callCount,
  created_at: record.createdAt,
  registered_at: record.registeredAt,
  updated_at: record.updatedAt,
  version: record.version,
})
