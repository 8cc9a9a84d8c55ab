import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Import } from '#contracts/import.ts'
import { useSessionStore } from '../../entities/session/store.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import { isWorking, type ImportSummary } from './importing.ts'
import { sendFile } from './send-file.ts'

const askAgainMs = 700
const askAgainOfflineMs = 3_000

export interface ImportWork {
  past: ShallowRef<readonly ImportSummary[] | null>
  current: ShallowRef<Import | null>
  /** The last question went wrong; while work goes on it is asked again by itself. */
  error: ShallowRef<ApiError | null>
  /** Name of the file that is on its way. */
  sending: Ref<string | null>
  isApplying: Ref<boolean>
  load(): Promise<void>
  open(id: number | null): Promise<void>
  /** The id of the import, null when the file did not arrive. */
  send(file: File): Promise<number | null>
  apply(): Promise<void>
}

/** The import that the page shows, and those before it; asks again while the server works on one. */
export function useImport(): ImportWork {
  const { api } = useServices()
  const session = useSessionStore()
  const past = shallowRef<readonly ImportSummary[] | null>(null)
  const current = shallowRef<Import | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const sending = ref<string | null>(null)
  const isApplying = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  let asked: number | null = null

  async function orError<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await work()
      error.value = null
      return answer
    } catch (thrown) {
      error.value = toApiError(thrown)
      return null
    }
  }

  function show(next: Import): void {
    if (asked !== next.id || isGone) return
    current.value = next
    later()
  }
  function later(): void {
    clearTimeout(timer)
    if (isGone || current.value === null || !isWorking(current.value)) return
    timer = setTimeout(() => void look(), error.value === null ? askAgainMs : askAgainOfflineMs)
  }
  /** Only the counts, until the work is over: a list of faults may be long. */
  async function look(): Promise<void> {
    const before = current.value
    await load()
    const now = past.value?.find(({ id }) => id === before?.id)
    if (before === null || current.value !== before) return
    if (error.value === null && now !== undefined && !isWorking(now)) return open(before.id)
    if (error.value === null && now !== undefined) current.value = { ...before, ...now }
    later()
  }
  async function load(): Promise<void> {
    const answer = await orError(() => api('listImports'))
    if (answer !== null) past.value = answer.imports
  }
  async function open(id: number | null): Promise<void> {
    asked = id
    clearTimeout(timer)
    if (current.value?.id !== id) current.value = null
    if (id === null) return
    const found = await orError(() => api('getImport', { params: { id } }))
    if (found !== null) show(found)
    else later()
  }

  onBeforeUnmount(() => {
    isGone = true
    clearTimeout(timer)
  })
  return {
    past,
    current,
    error,
    sending,
    isApplying,
    load,
    open,
    async send(file) {
      sending.value = file.name
      const sent = await orError(() => sendFile(file, session.csrf()))
      sending.value = null
      return sent?.id ?? null
    },
    async apply() {
      const id = current.value?.id
      if (id === undefined) return
      isApplying.value = true
      const applied = await orError(() => api('applyImport', { params: { id } }))
      isApplying.value = false
      if (applied !== null) show(applied)
    },
  }
}
