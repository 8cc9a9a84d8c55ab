import { computed, ref, shallowRef } from 'vue'
import { useRequest } from '../../use-request.ts'

export interface PageOfRows<R> {
  rows: readonly R[]
  /** Where the rest begins; null: this is the end. */
  next: string | null
}

/** A list that comes page by page: `ask` is given where to go on, null at the beginning. */
export function usePages<R>(ask: (cursor: string | null, signal: AbortSignal) => Promise<PageOfRows<R>>) {
  const request = useRequest<PageOfRows<R>>()
  const rows = shallowRef<readonly R[]>([])
  const next = ref<string | null>(null)

  async function load(cursor: string | null): Promise<void> {
    const page = await request.run((signal) => ask(cursor, signal))
    if (page === null) return
    rows.value = cursor === null ? page.rows : [...rows.value, ...page.rows]
    next.value = page.next
  }
  return {
    rows,
    error: request.error,
    isLoading: request.isLoading,
    hasMore: computed(() => next.value !== null),
    /** From the beginning; what was read before stands until the answer is here. */
    load: (): void => void load(null),
    more: (): void => void load(next.value),
    reset(): void {
      rows.value = []
      next.value = null
      request.reset()
    },
  }
}
