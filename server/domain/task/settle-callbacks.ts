import type { Call } from '#contracts/call.ts'
import type { TaskFact } from '#contracts/history.ts'
import { change, later, nothing, type DraftChanges } from './draft-change.ts'
import { withCallsOf, withLink, type TaskRecord } from './task-record.ts'

/**
 * A conversation settles the number's call-backs. When the resident called again, they dissolve into the draft of
 * that call; when an operator called back, the call-back is the operator's draft again, to be registered, joined
 * or thrown away with a reason: nothing that a resident wanted disappears by itself.
 */
export function settle(
  call: Call,
  at: string,
  own: TaskRecord | undefined,
  callbacks: readonly TaskRecord[],
  person: { userId: number; name: string } | null,
): DraftChanges {
  if (call.direction === 'in') return own ? dissolveAll(callbacks, own, at) : nothing
  const [first, ...rest] = callbacks
  if (!first) return nothing
  const reopened = change(
    withLink(first, { callId: call.id, kind: 'callback', at }),
    at,
    {
      status: 'draft',
      deadlines: { ...first.deadlines, callbackBy: null },
      ownerId: person?.userId ?? null,
      ownerName: person?.name ?? null,
    },
    'settled',
  )
  const target = reopened.changed[0]
  if (!target || rest.length === 0) return reopened
  const others = dissolveAll(rest, target, at)
  return { changed: [...others.changed], history: [...reopened.history, ...others.history] }
}

const goneInto = ({ id, number }: TaskRecord): TaskFact => ({ what: 'intoTask', taskId: id, number })

function dissolveAll(callbacks: readonly TaskRecord[], into: TaskRecord, at: string): DraftChanges {
  if (callbacks.length === 0) return nothing
  const settled = callbacks.map((task) =>
    change(task, at, { status: 'discarded', joinedTo: into.id }, 'settled', goneInto(into)),
  )
  const target = callbacks.reduce<TaskRecord>(
    (task, callback) => ({
      ...withCallsOf(task, callback),
      repeatCount: task.repeatCount + callback.repeatCount + 1,
      shutdownId: task.shutdownId ?? callback.shutdownId,
      fields: {
        ...task.fields,
        text: task.fields.text || callback.fields.text,
        isEmergency: task.fields.isEmergency || callback.fields.isEmergency,
      },
    }),
    into,
  )
  return {
    changed: [
      ...settled.flatMap((one) => one.changed),
      { ...target, version: into.version + 1, updatedAt: later(into.updatedAt, at) },
    ],
    history: settled.flatMap((one) => one.history),
  }
}

/** Called again and not answered again: the number's open call-back counts it and keeps its earlier clock. */
export function dissolve(draft: TaskRecord, into: TaskRecord, call: Call, at: string): DraftChanges {
  const target = change(
    withLink(into, { callId: call.id, kind: 'joined', at: call.arrivedAt }),
    at,
    {
      repeatCount: into.repeatCount + 1,
      shutdownId: into.shutdownId ?? draft.shutdownId,
      fields: {
        ...into.fields,
        text: into.fields.text || draft.fields.text,
        isEmergency: into.fields.isEmergency || draft.fields.isEmergency,
      },
    },
    'joined',
  )
  const gone = change(draft, at, { status: 'discarded', joinedTo: into.id }, 'joined', goneInto(into))
  return { changed: [...target.changed, ...gone.changed], history: [...target.history, ...gone.history] }
}
