import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { LinePart, LinePartKind, LineSet } from '#contracts/line.ts'
import { mayDial } from '#contracts/dial-plan/dial-plan.ts'
import { nowhere } from '#domain/line/nowhere.ts'
import type { Deps } from '#server/deps.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'
import type { Person } from '#server/ports.ts'
import type { Transaction } from '#server/store.ts'
import { lineSpeechJob } from './line-speech.ts'

const listOf = { line: 'lines', queue: 'queues', schedule: 'schedules', menu: 'menus' } as const

/** @throws Refusal notFound, conflict with the `current` version */
async function before(
  tx: Transaction,
  { kind, id, version }: { kind: LinePartKind; id: number; version: number },
): Promise<LineSet[(typeof listOf)[LinePartKind]][number]> {
  const set = await tx.lines.all()
  const found = set[listOf[kind]].find((part) => part.id === id)
  if (found === undefined) throw new Refusal('notFound', { id })
  if (found.version !== version) throw new Refusal('conflict', { current: found.version })
  return found
}

/** @throws Refusal linesBroken with the `problem` and the `name` of what would be wrong */
async function keepWhole(tx: Transaction): Promise<void> {
  const problem = nowhere(await tx.lines.all())
  if (problem) throw new Refusal('linesBroken', { problem: problem.problem, name: problem.name })
}

/** As extensions.conf sends it. */
const asDialled = (digits: string): string => (/^7\d{10}$/.test(digits) ? `+${digits}` : digits)

/** A number outside costs money: only what an operator may dial. */
function refuseCostly(part: LinePart): void {
  const { fields } = part
  const chains = [
    ...('byDay' in fields ? [fields.byDay, fields.byNight] : []),
    ...('overflow' in fields ? [fields.overflow] : []),
    ...('keys' in fields ? [...fields.keys.map(({ steps }) => steps), fields.otherwise] : []),
  ]
  const allowances = { premium: false, international: false, kazakhstan: false, abkhazia: false }
  for (const step of chains.flat())
    if (step.kind === 'number' && !mayDial(asDialled(step.digits), allowances))
      throw new Refusal('linesBroken', { problem: 'number', name: step.digits })
}

/**
 * Adds (id 0) or changes a line, queue, schedule or menu. It holds from the next call on: Asterisk reads the views of
 * these tables.
 * @throws Refusal notFound, conflict, linesBroken, tooMany queues
 */
export async function saveLinePart(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'saveLinePart'>,
): Promise<RouteResponse<'saveLinePart'>> {
  const { part, version } = body
  refuseCostly(part)
  const by = { userId, at: deps.now() }
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      await tx.lines.lockAll()
      const saved =
        params.id === 0
          ? { id: await added(tx, part), version: 1 }
          : await changed(tx, part, { id: params.id, version })
      await tx.lines.keepVersion(part.kind, saved, part.fields, by)
      await keepWhole(tx)
      await tx.jobs.add([lineSpeechJob(by.at)])
      tx.audit('line.saved', by, { subject: `${part.kind}:${saved.id}`, details: { version: saved.version } })
      return saved
    }),
  )
}

async function added(tx: Transaction, part: LinePart): Promise<number> {
  const id = await tx.lines.insert(part)
  if (id === null) throw new Refusal('linesBroken', { problem: 'queues', name: part.fields.name })
  return id
}

async function changed(
  tx: Transaction,
  part: LinePart,
  { id, version }: { id: number; version: number },
): Promise<{ id: number; version: number }> {
  const { kind } = part
  const was = await before(tx, { kind, id, version })
  // of one that came with the installation; nobody is named for it
  await tx.lines.keepVersion(kind, was, was, null)
  await tx.lines.update(part, id, version + 1)
  return { id, version: version + 1 }
}

/** @throws Refusal notFound, conflict, inUse (the queue of the installation), linesBroken */
export async function removeLinePart(
  deps: Deps,
  { userId }: Person,
  { params, body }: RouteInput<'removeLinePart'>,
): Promise<RouteResponse<'removeLinePart'>> {
  const { kind, id } = params
  const by = { userId, at: deps.now() }
  return deps.store.transaction(async (tx) => {
    await tx.lines.lockAll()
    const was = await before(tx, { kind, id, version: body.version })
    if ('isDefault' in was && was.isDefault) throw new Refusal('inUse', { by: 'lines' })
    await tx.lines.keepVersion(kind, was, was, null)
    await tx.lines.keepVersion(kind, { id, version: was.version + 1 }, null, by)
    await tx.lines.remove(kind, id)
    await keepWhole(tx)
    tx.audit('line.removed', by, { subject: `${kind}:${id}`, details: { name: was.name } })
    return { ok: true }
  })
}
