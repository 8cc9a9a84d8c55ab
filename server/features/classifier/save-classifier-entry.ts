import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Transaction } from '#server/store.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { fieldsOfEntry } from '#domain/house/classifier-fields.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * Adds (id 0) or changes an entry and its deadlines. A change makes the next version of the rule; tasks keep the
 * version that made their clocks (domain.md 2.4), and every version stays readable.
 * @throws Refusal notFound, conflict with the `current` version, badInput, inUse
 */
export async function saveClassifierEntry(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'saveClassifierEntry'>,
): Promise<RouteResponse<'saveClassifierEntry'>> {
  const { fields, ruleVersion } = body
  // the clock runs between these hours of one day
  if (fields.calendar && fields.calendar[0] >= fields.calendar[1])
    throw new Refusal('badInput', { field: 'calendar' })
  const by = { userId, at: deps.now() }
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const id = params.id === 0 ? await tx.classifier.insert(fields) : params.id
      if (params.id === 0) await tx.classifier.keepVersion(id, 1, fields, by)
      else await change(tx, id, { fields, ruleVersion }, by)
      const entry = await tx.classifier.find(id)
      if (entry === null) throw new Refusal('notFound', { id })
      return entry
    }),
  )
}

async function change(
  tx: Transaction,
  id: number,
  { fields, ruleVersion }: RouteInput<'saveClassifierEntry'>['body'],
  by: { userId: number; at: Date },
): Promise<void> {
  const before = await tx.classifier.lock(id)
  if (before === null) throw new Refusal('notFound', { id })
  const { version } = before.rule
  if (version !== ruleVersion) throw new Refusal('conflict', { current: version })
  const was = fieldsOfEntry(before)
  const details = changedFields(was, fields)
  if (Object.keys(details).length === 0) return
  // of an entry that came without history; nobody is named for it
  await tx.classifier.keepVersion(id, version, was, { userId: null, at: by.at })
  await tx.classifier.update(id, fields, version + 1)
  await tx.classifier.keepVersion(id, version + 1, fields, by)
  tx.audit('classifier.changed', by, { subject: `classifier:${id}`, details })
}
