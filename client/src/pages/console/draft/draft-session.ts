import type { Task, TaskFields } from '#contracts/task.ts'
import { isUnregistered } from '#domain/task/states.ts'
import { toApiError, type ApiError } from '../../../realtime/api-error.ts'
import type { Api } from '../../../realtime/api.ts'
import { changedFields, rebase, type FieldName, type Sent } from './draft.ts'
import type { createDraftCopies } from './draft-copy.ts'

export type DraftStatus = 'saved' | 'unsaved' | 'saving' | 'offline' | 'failed' | 'gone'

export interface DraftView {
  fields: TaskFields
  status: DraftStatus
  /** Fields that somebody else changed too, with the server's value. */
  conflicts: readonly { name: FieldName; theirs: TaskFields[FieldName] }[]
  error: ApiError | null
}

export interface DraftSession {
  view: () => DraftView
  edit: (fields: Partial<TaskFields>) => void
  /** The server's task moved on (journal, or an answer). */
  receive: (task: Task) => void
  keepMine: (name: FieldName) => void
  takeTheirs: (name: FieldName) => void
  /** Saves now what is unsaved; also tries again after trouble. */
  flush: () => Promise<void>
  /** Registers with all that stands in the form; `searched`: the words that found its problem. Throws an ApiError. */
  register: (searched?: string) => Promise<Task>
  stop: () => void
}

const saveAfterMs = 600
const retryAfterMs = 3000

/**
 * One draft being filled: saved as it is typed, one request at a time, nothing lost. Offline the text stays in the
 * form and in the window's storage; a foreign change is merged by field, and asked about where both wrote. A save whose
 * answer was not heard is sent again as it was before anything newer: so at most one save is ever in doubt, and its
 * echo is known for what it is.
 */
export function createDraftSession(
  task: Task,
  parts: {
    api: Api
    copies: ReturnType<typeof createDraftCopies>
    onChange: () => void
    onTask: (task: Task) => void
  },
): DraftSession {
  const { api, copies, onChange, onTask } = parts
  const copy = copies.read(task.id)
  let version = copy?.version ?? task.version
  let base = copy?.base ?? task.fields
  let mine = copy?.mine ?? task.fields
  /** Sent without an answer yet; the server may have it or not. Its version is `version`, or it was decided. */
  let sent: Sent | null = copy?.sent ?? null
  let conflicts = new Set<FieldName>()
  let status: DraftStatus = 'saved'
  let error: ApiError | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let isStopped = false

  const pending = (): Partial<TaskFields> => {
    const changes = changedFields(base, mine)
    for (const name of conflicts) delete changes[name]
    return changes
  }
  const isClean = (): boolean => Object.keys(changedFields(base, mine)).length === 0
  function show(next: DraftStatus, problem: ApiError | null = null): void {
    status = next
    error = problem
    if (!isStopped) {
      if (isClean()) copies.drop(task.id)
      else copies.keep(task.id, { version, base, mine, sent })
      onChange()
    } else if (isClean()) copies.dropIfSame(task.id, mine) // the next page may have written more meanwhile
  }
  function schedule(afterMs: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void flush(), afterMs)
  }
  function receive(next: Task): void {
    if (next.version <= version) return
    const merged = rebase(base, mine, next.fields, sent)
    version = next.version
    sent = null // taken and seen in `next`, or too old to be taken any more
    base = merged.base
    mine = merged.mine
    conflicts = new Set([...conflicts, ...merged.conflicts].filter((name) => base[name] !== mine[name]))
    if (!isUnregistered(next.status)) show('gone')
    else show(isClean() ? 'saved' : status)
  }
  async function save(): Promise<void> {
    const changes = sent ?? pending()
    if (Object.keys(changes).length === 0) return show(isClean() ? 'saved' : 'unsaved')
    sent = changes
    show('saving')
    try {
      const saved = await api('saveDraft', { params: { id: task.id }, body: { version, fields: changes } })
      receive(saved)
      sent = null
      // What the server made of my text (trimmed, say) is not a reason to save it again.
      if (version === saved.version) base = Object.assign({ ...base }, changes)
      onTask(saved)
      show(isClean() ? 'saved' : 'unsaved')
      if (!isClean() && conflicts.size === 0) schedule(saveAfterMs)
    } catch (thrown) {
      const problem = toApiError(thrown)
      // A refusal is an answer: this was not taken. A line that broke tells nothing, nor does a version that has moved
      // on: an earlier try of the same save may have moved it.
      if (!problem.isPassing && problem.code !== 'conflict') sent = null
      await meet(problem)
    }
  }
  async function meet(problem: ApiError): Promise<void> {
    if (problem.code === 'conflict') {
      const current = await api('getTask', { params: { id: task.id } }).catch(() => null)
      if (current !== null) {
        receive(current.task)
        onTask(current.task)
      }
      show('unsaved')
      if (conflicts.size === 0) schedule(0)
    } else if (['taskNotOpen', 'alreadyRegistered', 'notFound'].includes(problem.code)) show('gone', problem)
    else if (problem.isPassing || problem.code === 'notSignedIn') {
      show('offline', problem)
      schedule(Math.max(retryAfterMs, (problem.retryAfterSeconds ?? 0) * 1000))
    } else show('failed', problem)
  }
  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= save().finally(() => {
      running = null
    })
    return running
  }
  async function registerOnce(searched: string): Promise<Task> {
    clearTimeout(timer)
    await running
    return api('registerTask', {
      params: { id: task.id },
      body: { version, fields: changedFields(base, mine), ...(searched === '' ? {} : { searched }) },
    })
  }

  receive(task)
  if (!isClean()) {
    status = 'unsaved'
    schedule(0)
  }
  return {
    view: () => ({
      fields: mine,
      status,
      conflicts: [...conflicts].map((name) => ({ name, theirs: base[name] })),
      error,
    }),
    edit(fields) {
      mine = { ...mine, ...fields }
      show(isClean() ? 'saved' : 'unsaved')
      schedule(saveAfterMs)
    },
    receive,
    keepMine(name) {
      conflicts.delete(name)
      show('unsaved')
      schedule(0)
    },
    takeTheirs(name) {
      conflicts.delete(name)
      mine = { ...mine, [name]: base[name] }
      show(isClean() ? 'saved' : 'unsaved')
    },
    flush,
    async register(searched = '') {
      let registered: Task
      try {
        registered = await registerOnce(searched)
      } catch (thrown) {
        const problem = toApiError(thrown)
        if (problem.code !== 'conflict') throw problem
        await meet(problem)
        if (conflicts.size > 0) throw problem
        registered = await registerOnce(searched)
      }
      clearTimeout(timer)
      copies.drop(task.id)
      // All of it is in the task now: nothing is left to save when the form goes.
      base = mine
      return registered
    },
    stop() {
      clearTimeout(timer)
      // begun before the stop: the copy for the next page says what is under way
      if (!isClean() && conflicts.size === 0 && status !== 'gone') void flush()
      isStopped = true
    },
  }
}
