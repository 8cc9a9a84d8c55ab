import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Trunk, TrunkFields } from '#contracts/trunk.ts'
import { changedFields } from '#domain/house/changed-fields.ts'
import { faultOfTrunk } from '#domain/trunk/check-trunk.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import type { Transaction } from '#server/store.ts'

/**
 * Adds (id 0) or changes a trunk; Asterisk takes it up within a second. Audit and history say that the secret was set,
 * never what it is.
 * @throws Refusal notFound, conflict with the `current` version, badInput with the `field`
 */
export async function saveTrunk(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'saveTrunk'>,
): Promise<RouteResponse<'saveTrunk'>> {
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    const before = await tx.trunks.lockAll()
    const known = before.find(({ id }) => id === params.id) ?? null
    if (params.id !== 0 && known === null) throw new Refusal('notFound', { id: params.id })
    const id = known === null ? await add(tx, body, by) : await change(tx, known, body, by)
    if (body.secret !== undefined) await tx.trunks.setSecret(id, body.secret)
    await tx.trunks.tellTelephony()
    const saved = await tx.trunks.find(id)
    if (saved === null) throw new Refusal('notFound', { id })
    return saved
  })
}

type Body = RouteInput<'saveTrunk'>['body']
interface By {
  userId: number
  at: Date
}

async function add(tx: Transaction, { fields, secret }: Body, by: By): Promise<number> {
  refuseFaulty(fields, secret !== undefined)
  const id = await tx.trunks.insert(fields)
  await tx.trunks.keepVersion(id, 1, fields, by)
  tx.audit('trunk.added', by, { subject: `trunk:${id}`, details: { name: ['', fields.name] } })
  return id
}

async function change(
  tx: Transaction,
  known: Trunk,
  { version, fields, secret }: Body,
  by: By,
): Promise<number> {
  if (known.version !== version) throw new Refusal('conflict', { current: known.version })
  // of that of the environment we know nothing but its name and its switch
  const { name, isOn, callLimit } = fields
  const wanted = known.origin === 'own' ? fields : { ...known.fields, name, isOn, callLimit }
  if (known.origin === 'own') refuseFaulty(wanted, secret !== undefined || known.hasSecret)
  const details = {
    ...changedFields(known.fields, wanted),
    ...(secret === undefined ? {} : { secret: ['', 'set'] }),
  }
  if (Object.keys(details).length === 0) return known.id
  await tx.trunks.keepVersion(known.id, known.version, known.fields, { userId: null, at: by.at })
  await tx.trunks.update(known.id, wanted, known.version + 1)
  await tx.trunks.keepVersion(known.id, known.version + 1, wanted, by)
  tx.audit('trunk.changed', by, { subject: `trunk:${known.id}`, details })
  return known.id
}

function refuseFaulty(fields: TrunkFields, hasSecret: boolean): void {
  const field = faultOfTrunk(fields, hasSecret)
  if (field !== null) throw new Refusal('badInput', { field })
}
