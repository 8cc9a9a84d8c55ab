import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { toApiError, type ApiError } from './realtime/api-error.ts'

export interface Request<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<ApiError | null>
  isLoading: Ref<boolean>
  /** Asks; an answer that was overtaken by a later question is dropped. Null when it failed or was overtaken. */
  run(ask: (signal: AbortSignal) => Promise<T>): Promise<T | null>
  reset(): void
}

/** State of one question to the server: loading, data or error. */
export function useRequest<T>(): Request<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isLoading = ref(false)
  let current: AbortController | null = null

  async function run(ask: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    current?.abort()
    const mine = new AbortController()
    current = mine
    isLoading.value = true
    error.value = null
    try {
      const answer = await ask(mine.signal)
      if (current !== mine) return null
      data.value = answer
      return answer
    } catch (thrown) {
      if (current === mine) error.value = toApiError(thrown)
      return null
    } finally {
      if (current === mine) isLoading.value = false
    }
  }
  function reset(): void {
    current?.abort()
    current = null
    data.value = null
    error.value = null
    isLoading.value = false
  }
  return { data, error, isLoading, run, reset }
}
