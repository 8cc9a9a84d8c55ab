import { z } from 'zod'
import { TaskFields } from '#contracts/task.ts'
import { changedFields } from './draft.ts'

const DraftCopy = z.object({
  version: z.number().int(),
  base: TaskFields,
  mine: TaskFields,
  /** A save whose answer was never heard: the server may have it or not. */
  sent: TaskFields.partial().nullable().default(null),
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
  /** Drops it unless something else than `mine` stands in it. */
  dropIfSame(id: number, mine: TaskFields): void
} {
  const read = (id: number): DraftCopy | null => {
    try {
      const parsed = DraftCopy.safeParse(JSON.parse(storage.getItem(keyOf(id)) ?? 'null'))
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }
  const drop = (id: number): void => {
    try {
      storage.removeItem(keyOf(id))
    } catch {
      // See above.
    }
  }
  return {
    read,
    keep(id, copy) {
      try {
        storage.setItem(keyOf(id), JSON.stringify(copy))
      } catch {
        // See above.
      }
    },
    drop,
    dropIfSame(id, mine) {
      const kept = read(id)
      if (kept !== null && Object.keys(changedFields(kept.mine, mine)).length === 0) drop(id)
    },
  }
}
