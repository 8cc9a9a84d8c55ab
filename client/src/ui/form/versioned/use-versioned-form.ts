import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { toApiError, type ApiError } from '../../../realtime/api-error.ts'
import { fieldsThatDiffer, mergeFields, pick, type FieldName } from './merge.ts'
import { serverProblems, type Problems } from '../problems.ts'
import { useUnsavedStore } from './unsaved-store.ts'

/** What the foot of a form shows of it, whatever its fields are. */
export interface SavedForm {
  changed: Readonly<Ref<readonly unknown[]>>
  problems: Readonly<Ref<Problems>>
  wasKept: Readonly<Ref<boolean>>
  isSaving: Readonly<Ref<boolean>>
  error: Readonly<Ref<ApiError | null>>
  reset: () => void
}

/**
 * The values that somebody is typing beside those of the server. `name` tells forms apart: what was typed and not
 * saved is kept under it while the page is away.
 */
export function useVersionedForm<F extends object>(name: string, problemsNow: (fields: F) => Problems) {
  const unsaved = useUnsavedStore()
  const base = shallowRef<F | null>(null)
  const mine = shallowRef<F | null>(null)
  const version = ref(0)
  const clashes = shallowRef<readonly FieldName<F>[]>([])
  const error = shallowRef<ApiError | null>(null)
  const isSaving = ref(false)
  const isTried = ref(false)
  const wasKept = ref(false)

  const changed = computed<FieldName<F>[]>(() =>
    base.value === null || mine.value === null ? [] : fieldsThatDiffer<F>(base.value, mine.value),
  )
  const wrong = computed(() => (mine.value === null ? {} : problemsNow(mine.value)))
  const problems = computed<Problems>(() =>
    isTried.value
      ? {
          ...(mine.value === null ? {} : serverProblems(error.value?.body ?? null, Object.keys(mine.value))),
          ...wrong.value,
        }
      : {},
  )

  function receive(fields: F, newVersion: number): void {
    // The boundary: what is kept under a name was put there by the form of that name.
    const kept = base.value === null ? (unsaved.find(name) as { base: F; mine: F } | null) : null
    const before = kept?.base ?? base.value
    const typed = kept?.mine ?? mine.value
    if (before === null || typed === null) mine.value = fields
    else {
      const merged = mergeFields<F>(before, typed, fields)
      mine.value = merged.mine
      clashes.value = merged.clashes
    }
    base.value = fields
    version.value = newVersion
    wasKept.value = kept !== null && changed.value.length > 0
  }
  function set<N extends FieldName<F>>(field: N, value: F[N]): void {
    if (mine.value !== null) mine.value = { ...mine.value, [field]: value }
  }
  function takeTheirs(field: FieldName<F>): void {
    if (base.value !== null) set(field, base.value[field])
    clashes.value = clashes.value.filter((one) => one !== field)
  }
  function reset(): void {
    mine.value = base.value
    clashes.value = []
    error.value = null
    isTried.value = false
    wasKept.value = false
    unsaved.drop(name)
  }
  /**
   * True when the server took it. After a conflict `reread` brings the newer values: mine stay in their fields, and a
   * second save is then on top of the newer version.
   */
  async function save(
    send: (version: number, changes: Partial<F>) => Promise<{ fields: F; version: number }>,
    reread: () => Promise<void>,
  ): Promise<boolean> {
    if (mine.value === null || changed.value.length === 0) return false
    isTried.value = true
    error.value = null
    if (Object.keys(wrong.value).length > 0) return false
    isSaving.value = true
    try {
      const saved = await send(version.value, pick(mine.value, changed.value))
      base.value = saved.fields
      mine.value = saved.fields
      version.value = saved.version
      reset()
      return true
    } catch (thrown) {
      error.value = toApiError(thrown)
      if (error.value.code === 'conflict') await reread()
      return false
    } finally {
      isSaving.value = false
    }
  }
  onScopeDispose(() => {
    if (base.value !== null && mine.value !== null && changed.value.length > 0) {
      unsaved.keep(name, { base: base.value, mine: mine.value })
    } else if (base.value !== null) unsaved.drop(name)
  })
  return {
    base,
    mine,
    version,
    changed,
    problems,
    clashes,
    error,
    isSaving,
    isTried,
    wasKept,
    receive,
    set,
    takeTheirs,
    reset,
    save,
  }
}
