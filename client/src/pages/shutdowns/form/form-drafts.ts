import { FormState } from './form-state.ts'

const prefix = 'vakhta.shutdown-form.'

/** What was typed, in the tab's own storage: it outlives a reload and a look at another page. */
export function createFormDrafts(storage: Storage) {
  return {
    /** `of`: 'new', or the suggestion that the form was opened from. */
    read(of: string): FormState | null {
      try {
        return FormState.safeParse(JSON.parse(storage.getItem(prefix + of) ?? 'null')).data ?? null
      } catch {
        return null
      }
    },
    keep(of: string, form: FormState): void {
      try {
        storage.setItem(prefix + of, JSON.stringify(form))
      } catch {
        // Full or forbidden: the form itself stays on the page.
      }
    },
    drop(of: string): void {
      try {
        storage.removeItem(prefix + of)
      } catch {
        // See above.
      }
    },
  }
}
