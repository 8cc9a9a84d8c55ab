import type { Task, TaskFields } from '#contracts/task.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import type { Api } from '../../realtime/api.ts'
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
  /** Registers with all that stands in the form. Throws an ApiError. */
  register: () => Promise<Task>
  stop: () => void
}

const saveAfterMs = 600
const retryAfterMs = 3000

/**
 * One draft being filled: saved as it is typed, one request at a time, nothing lost. Offline the text stays in the
 * form and in the window's storage; a foreign change is merged by field, and asked about where both wrote.
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
  /** Sent without an answer yet; the server may have it or not. */
  let sent: readonly Sent[] = copy?.sent ?? []
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
    if (isClean()) copies.drop(task.id)
    else copies.keep(task.id, { version, base, mine, sent: [...sent] })
    if (!isStopped) onChange()
  }
  function schedule(afterMs: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void flush(), afterMs)
  }
  function receive(next: Task): void {
    if (next.version <= version) return
    const merged = rebase(base, mine, next.fields, sent)
    version = next.version
    base = merged.base
    mine = merged.mine
    conflicts = new Set([...conflicts, ...merged.conflicts].filter((name) => base[name] !== mine[name]))
    if (next.status !== 'draft' && next.status !== 'callback') show('gone')
    else show(isClean() ? 'saved' : status)
  }
  async function save(): Promise<void> {
    const changes = pending()
    if (Object.keys(changes).length === 0) return show(isClean() ? 'saved' : 'unsaved')
    sent = [...sent.slice(-9), changes]
    show('saving')
    try {
      const saved = await api('saveDraft', { params: { id: task.id }, body: { version, fields: changes } })
      receive(saved)
      sent = []
      // What the server made of my text (trimmed, say) is not a reason to save it again.
      base = { ...base, ...changes }
      onTask(saved)
      show(isClean() ? 'saved' : 'unsaved')
      if (!isClean() && conflicts.size === 0) schedule(saveAfterMs)
    } catch (thrown) {
      const problem = toApiError(thrown)
      // A refusal is an answer: this was not taken. A line that broke tells nothing.
      if (!problem.isPassing) sent = sent.filter((one) => one !== changes)
      await meet(problem)
    }
  }
  async function meet(problem: ApiError): Promise<void> {
    if (problem.code === 'conflict') {
      const current = await api('getTask', { params: { id: task.id } }).catch(() => null)
      if (current !== null) {
        receive(current.task)
        sent = []
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
  async function registerOnce(): Promise<Task> {
    clearTimeout(timer)
    await running
    return api('registerTask', {
      params: { id: task.id },
      body: { version, fields: changedFields(base, mine) },
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
    async register() {
      let registered: Task
      try {
        registered = await registerOnce()
      } catch (thrown) {
        const problem = toApiError(thrown)
        if (problem.code !== 'conflict') throw problem
        await meet(problem)
        if (conflicts.size > 0) throw problem
        registered = await registerOnce()
      }
      clearTimeout(timer)
      copies.drop(task.id)
      // All of it is in the task now: nothing is left to save when the form goes.
      base = mine
      return registered
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      if (!isClean() && conflicts.size === 0 && status !== 'gone') void flush()
    },
  }
}
