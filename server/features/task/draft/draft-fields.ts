import { Refusal } from '#contracts/error.ts'
import type { TaskFields } from '#contracts/task.ts'
import type { RouteInput } from '#contracts/http.ts'
import type { Repositories } from '#server/repositories.ts'
import { companyOfHouse } from '#server/features/company/whose.ts'
import { dangerOf } from '#domain/task/danger/danger-of.ts'
import { classifierName } from '#domain/task/classifier-name.ts'
import type { TaskRecord } from '#domain/task/task-record.ts'

/** What came from a form: any of the fields. */
type TypedFields = RouteInput<'saveDraft'>['body']['fields']

/**
 * The draft with what was typed, its address and problem as text. Only the fields that came are changed.
 * A flat brings its house; a house without its flat takes the flat away. Whose it is, is its house's word, of the day on
 * which it came, however late it is written.
 * @throws Refusal badInput with the `field` that names nothing of the directory
 */
export async function withFields(
  tx: Repositories,
  draft: TaskRecord,
  typed: TypedFields,
  timeZone: string,
): Promise<TaskRecord> {
  const fields = { ...draft.fields, ...known(typed) }
  const isMoved = typed.houseId !== undefined && typed.houseId !== draft.fields.houseId
  if (isMoved && typed.apartmentId === undefined) fields.apartmentId = null
  if (fields.houseId === null) fields.apartmentId = null
  // words of a danger make an emergency, whatever was ticked: the way out is to say that it is none
  if (dangerOf({ ...draft, fields }) !== null) fields.isEmergency = true
  return {
    ...draft,
    fields,
    address: await addressOf(tx, draft, fields),
    classifierName: await problemOf(tx, draft, fields),
    companyId: await companyOf(tx, draft, fields.houseId, timeZone),
  }
}

/** Without the keys that are there but undefined. */
const known = (typed: TypedFields): Partial<TaskFields> =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined))

async function addressOf(tx: Repositories, draft: TaskRecord, fields: TaskFields): Promise<string> {
  const { houseId, apartmentId, place } = fields
  if (houseId === null) return place.trim()
  const known = await tx.places.find(houseId, apartmentId)
  if (known === null)
    throw new Refusal('badInput', { field: apartmentId === null ? 'houseId' : 'apartmentId' })
  return place.trim() === '' ? known.address : `${known.address} (${place.trim()})`
}

async function companyOf(
  tx: Repositories,
  draft: TaskRecord,
  houseId: number | null,
  timeZone: string,
): Promise<number | null> {
  if (houseId === draft.fields.houseId && draft.companyId !== null) return draft.companyId
  const ofHouse = await companyOfHouse(tx, houseId, { at: new Date(draft.createdAt), timeZone })
  const origin = draft.links.find(({ kind }) => kind === 'origin')
  if (ofHouse !== null || houseId !== null || origin === undefined) return ofHouse
  return (await tx.calls.find(origin.callId))?.companyId ?? null
}

async function problemOf(tx: Repositories, draft: TaskRecord, fields: TaskFields): Promise<string | null> {
  if (fields.classifierId === null) return null
  if (fields.classifierId === draft.fields.classifierId) return draft.classifierName
  const entry = await tx.classifier.find(fields.classifierId)
  if (entry === null) throw new Refusal('badInput', { field: 'classifierId' })
  return classifierName(entry)
}
