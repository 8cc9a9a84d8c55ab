import { z } from 'zod'
import { TaskFields } from '#contracts/task.ts'

const DraftCopy = z.object({
  version: z.number().int(),
  base: TaskFields,
  mine: TaskFields,
  /** Saves whose answer was never heard. */
  sent: z.array(TaskFields.partial()).default([]),
})
/** What was typed and is not on the server yet, together with what the server had then. */
export type DraftCopy = z.infer<typeof DraftCopy>

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
const keyOf = (id: number): string => `vakhta.draft.${id}`

/** Keeps unsaved text over a reload of the page; a full or forbidden storage costs only that. */
export function createDraftCopies(storage: Store): {
  read(id: number): DraftCopy | null
  keep(id: number, copy: DraftCopy): void
  drop(id: number): void
} {
  return {
    read(id) {
      try {
        const parsed = DraftCopy.safeParse(JSON.parse(storage.getItem(keyOf(id)) ?? 'null'))
        return parsed.success ? parsed.data : null
      } catch {
        return null
      }
    },
    keep(id, copy) {
      try {
        storage.setItem(keyOf(id), JSON.stringify(copy))
      } catch {
        // See above.
      }
    },
    drop(id) {
      try {
        storage.removeItem(keyOf(id))
      } catch {
        // See above.
      }
    },
  }
}
