import { TaskFields } from '#contracts/task.ts'

export type FieldName = keyof TaskFields
export const fieldNames: readonly FieldName[] = TaskFields.keyof().options

/** Fields in which `after` differs from `before`. */
export function changedFields(before: TaskFields, after: TaskFields): Partial<TaskFields> {
  return Object.fromEntries(
    fieldNames.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  )
}

/** Fields of a save that was sent. */
export type Sent = { readonly [N in FieldName]?: TaskFields[N] | undefined }

export interface Rebased {
  /** The new common base: what the server has. */
  base: TaskFields
  /** What stands in the form: theirs where I changed nothing, mine where I did. */
  mine: TaskFields
  /** Fields that both changed to different values: a person decides, nothing is overwritten. */
  conflicts: FieldName[]
}

/**
 * Three-way merge by field when the server's version moves on while somebody types. `sent`: what this page itself is
 * just saving, or saved without hearing the answer; its echo is not a foreign change.
 */
export function rebase(
  base: TaskFields,
  mine: TaskFields,
  theirs: TaskFields,
  sent: Sent | null = null,
): Rebased {
  const conflicts: FieldName[] = []
  const taken: Partial<TaskFields> = {}
  for (const name of fieldNames) {
    const isTheirs = theirs[name] !== base[name]
    const isMine = mine[name] !== base[name]
    if (!isMine) Object.assign(taken, { [name]: theirs[name] })
    else if (isTheirs && theirs[name] !== mine[name] && theirs[name] !== sent?.[name]) conflicts.push(name)
  }
  return { base: theirs, mine: { ...mine, ...taken }, conflicts }
}

/** What keeps a draft from being registered; the server has the last word. */
export function problemsOf(fields: TaskFields): {
  address: 'console.needAddress' | null
  problem: 'console.needProblem' | null
} {
  return {
    address: fields.houseId === null && fields.place.trim() === '' ? 'console.needAddress' : null,
    problem: fields.classifierId === null && fields.text.trim() === '' ? 'console.needProblem' : null,
  }
}
