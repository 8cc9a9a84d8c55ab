import { shallowRef } from 'vue'
import { useErrorText } from '../../i18n/error-text.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import { useToasts } from '../../ui/notes/toasts.ts'

export interface Deed {
  text: string
  /** Done anew each time: an undo that failed may be tried again. */
  undo: () => Promise<unknown>
}

/** The last deed with its way back. `done` is called after the deed and after its undo, to read what is true now. */
export function useUndo(done: () => Promise<unknown>) {
  const last = shallowRef<Deed | null>(null)
  const toasts = useToasts()
  const errorText = useErrorText()

  /** True when it was done; a refusal is told in words. */
  async function act(
    deed: () => Promise<unknown>,
    way: Deed | null,
    explain: (error: ApiError) => string = errorText,
  ): Promise<boolean> {
    try {
      await deed()
      last.value = way
      await done()
      return true
    } catch (thrown) {
      toasts.show('bad', explain(toApiError(thrown)))
      return false
    }
  }
  async function undo(): Promise<void> {
    if (last.value !== null) await act(last.value.undo, null)
  }
  return { last, act, undo }
}
