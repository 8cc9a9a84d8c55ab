import { Refusal } from '#contracts/error.ts'
import type { Company, CompanyFields } from '#contracts/company.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { Transaction } from '#server/store.ts'
import { lineSpeechJob } from '#server/features/line/line-speech.ts'
import { changedFields } from '#domain/house/changed-fields.ts'

/**
 * Adds (id 0) or changes a company; boards are told, the audit keeps what differs. While there is one company every
 * house is its without a word: with the second one the word is written.
 * @throws Refusal notFound, conflict with the `current` version, badInput, also of the prefix of another's numbers
 */
export async function saveCompany(
  deps: Deps,
  { userId }: Person,
  { params, body: { version, fields } }: RouteInput<'saveCompany'>,
): Promise<RouteResponse<'saveCompany'>> {
  const { contractFrom, contractTo } = fields
  if (contractFrom !== null && contractTo !== null && contractTo < contractFrom)
    throw new Refusal('badInput', { field: 'contractTo' })
  if (fields.dayFromHour >= fields.dayToHour) throw new Refusal('badInput', { field: 'dayToHour' })
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    const known = await tx.companies.lockAll()
    const before = known.find(({ id }) => id === params.id) ?? null
    if (params.id !== 0 && before === null) throw new Refusal('notFound', { id: params.id })
    const isTaken = known.some((one) => one.id !== params.id && one.numberPrefix === fields.numberPrefix)
    if (fields.numberPrefix !== '' && isTaken) throw new Refusal('badInput', { field: 'numberPrefix' })
    if (before !== null && before.version !== version)
      throw new Refusal('conflict', { current: before.version })
    const was = before === null ? {} : fieldsOf(before)
    const details = changedFields(was, fields)
    if (before !== null && Object.keys(details).length === 0) return before
    const id = await write(tx, before, fields, known)
    const company = await tx.companies.find(id)
    if (company === null) throw new Error('a company is gone')
    const action = before === null ? 'company.added' : 'company.changed'
    tx.audit(action, by, { subject: `company:${id}`, details })
    tx.tell('company', company)
    // its lines say it
    if ('greeting' in details) await tx.jobs.add([lineSpeechJob(by.at)])
    deps.log.info({ companyId: id, userId, version: company.version }, 'company saved')
    return company
  })
}

async function write(
  tx: Transaction,
  before: Company | null,
  fields: CompanyFields,
  known: readonly Company[],
): Promise<number> {
  if (before !== null) {
    await tx.companies.update(before.id, fields, before.version + 1)
    return before.id
  }
  const [only, ...others] = known
  if (only !== undefined && others.length === 0) await tx.houseCompanies.giveAll(only.id)
  return tx.companies.insert(fields)
}

const fieldsOf = ({ id: _id, version: _version, ...fields }: Company): CompanyFields => fields
