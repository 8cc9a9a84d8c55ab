import type { Call } from '#contracts/call.ts'
import type { CompanyPeriod } from '#contracts/company.ts'
import type { TaskFact } from '#contracts/history.ts'
import { emptyTaskFields } from '#contracts/task.ts'
import { isHidden, phoneDigits } from '../call/caller-number.ts'
import { otherPartyDigits } from '../call/other-party.ts'
import { preselected } from '../house/preselected.ts'
import { change, nothing, type DraftChanges } from './draft-change.ts'
import { callbackBy, type DraftEffect } from './from-call.ts'
import { dissolve, settle } from './settle-callbacks.ts'
import { emptyDraft, withLink, type TaskRecord } from './task-record.ts'

/** What the core must know to carry effects out; looked up once for a whole batch. */
export interface DraftFacts {
  /** The person behind a SIP user name. */
  operator(sipUsername: string): { userId: number; name: string } | null
  /** The flats that a number is known to; none for a hidden number. */
  places(digits: string): readonly KnownFlat[]
  /** The first of these that there is: a ledger may name what no directory knows. */
  shutdown(ids: readonly number[]): { id: number; number: string } | null
  /** Whose a house with these periods is at that moment. */
  companyOf(periods: readonly CompanyPeriod[], at: string): number | null
  /** Id for a new task. */
  nextTaskId(): number
}

export interface KnownFlat {
  houseId: number
  apartmentId: number
  address: string
  /** The person whose number it is. */
  owner: string | null
  /** Whose the house was, is and will be. */
  companies: readonly CompanyPeriod[]
}

/**
 * Carries one effect of a call out on the tasks that it may touch: the call's own draft and the open call-backs
 * of its number, both in `tasks`. A draft that a person registered, joined or threw away is theirs: no event
 * changes it.
 */
export function carryOut(
  effect: DraftEffect,
  call: Call,
  at: string,
  tasks: readonly TaskRecord[],
  facts: DraftFacts,
): DraftChanges {
  const own = tasks.find((task) =>
    task.links.some((link) => link.kind === 'origin' && link.callId === call.id),
  )
  if (effect.kind === 'create') return own ? nothing : create(call, facts)
  if (effect.kind === 'settle') {
    const person = call.operator === null ? null : facts.operator(call.operator)
    return settle(call, at, own, callbacksOf(call, tasks), person)
  }
  if (own === undefined || !mayChange(own, effect, call)) return nothing
  switch (effect.kind) {
    case 'inform':
      return inform(own, call, at, tasks, facts)
    case 'urgent':
      return own.fields.isEmergency
        ? nothing
        : change(own, at, { fields: { ...own.fields, isEmergency: true } }, 'edited', { what: 'urgentKey' })
    case 'own':
      return takeOver(own, at, facts.operator(effect.operator))
    case 'orphan':
      return own.isOrphan ? nothing : change(own, at, { isOrphan: true }, 'orphaned')
    case 'callback':
      return callBack(own, effect.by, call, at, tasks, facts)
  }
}

/** A draft; and one that the PBX dissolved into a shutdown before it was known that he left a message too. */
const mayChange = (own: TaskRecord, effect: DraftEffect, call: Call): boolean =>
  own.status === 'draft' ||
  (effect.kind === 'callback' &&
    call.result === 'callbackAsked' &&
    own.status === 'discarded' &&
    own.shutdownId !== null &&
    own.joinedTo === null)

/** The draft dissolves into the shutdown; into one that nobody knows it cannot, so a person calls him back. */
function inform(
  own: TaskRecord,
  call: Call,
  at: string,
  tasks: readonly TaskRecord[],
  facts: DraftFacts,
): DraftChanges {
  const shutdown = facts.shutdown(call.informedOf)
  if (shutdown === null) return callBack(own, callbackBy(call.endedAt ?? at), call, at, tasks, facts)
  const gone = { status: 'discarded', shutdownId: shutdown.id, isOrphan: false } as const
  return change(own, at, gone, 'joined', aboutShutdown(shutdown))
}

const aboutShutdown = ({ number }: { number: string }): TaskFact => ({ what: 'shutdown', number })

function callBack(
  own: TaskRecord,
  by: string,
  call: Call,
  at: string,
  tasks: readonly TaskRecord[],
  facts: DraftFacts,
): DraftChanges {
  // what he had to add is about the shutdown that he heard of
  const shutdown = call.result === 'callbackAsked' ? facts.shutdown(call.informedOf) : null
  const draft = shutdown === null ? own : { ...own, shutdownId: shutdown.id }
  const [earlier] = callbacksOf(call, tasks)
  if (earlier) return dissolve(draft, earlier, call, at)
  const deadlines = { ...draft.deadlines, callbackBy: by }
  const after = { status: 'callback', deadlines, ownerId: null, ownerName: null } as const
  return change(draft, at, after, 'callback', shutdown && aboutShutdown(shutdown))
}

/** The open call-backs of the call's number, the oldest first; a hidden number has none (it is no key). */
function callbacksOf(call: Call, tasks: readonly TaskRecord[]): TaskRecord[] {
  const digits = otherPartyDigits(call)
  if (digits === '') return []
  return tasks
    .filter((task) => task.status === 'callback' && phoneDigits(task.fields.applicantPhone) === digits)
    .toSorted((a, b) => a.id - b.id)
}

function create(call: Call, facts: DraftFacts): DraftChanges {
  // a number that anybody may have typed names nobody's flat
  const flat = call.numberTrust === 'typed' ? null : preselected(facts.places(otherPartyDigits(call)))
  const draft: TaskRecord = {
    ...withLink(emptyDraft(facts.nextTaskId(), 'call', call.arrivedAt), {
      callId: call.id,
      kind: 'origin',
      at: call.arrivedAt,
    }),
    fields: {
      ...emptyTaskFields,
      houseId: flat?.houseId ?? null,
      apartmentId: flat?.apartmentId ?? null,
      applicantName: flat?.owner ?? '',
      applicantPhone: isHidden(call.from) ? '' : call.from,
    },
    address: flat?.address ?? '',
    companyId: !flat ? call.companyId : facts.companyOf(flat.companies, call.arrivedAt),
  }
  const history = { taskId: draft.id, at: call.arrivedAt, what: 'created', from: null, to: 'draft' } as const
  return { changed: [draft], history: [{ ...history, fact: null }] }
}

function takeOver(
  draft: TaskRecord,
  at: string,
  person: { userId: number; name: string } | null,
): DraftChanges {
  if (person === null || (draft.ownerId === person.userId && !draft.isOrphan)) return nothing
  const owner = { ownerId: person.userId, ownerName: person.name, isOrphan: false }
  return change(draft, at, owner, 'owned', { what: 'person', name: person.name })
}
