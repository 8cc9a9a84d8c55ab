import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * Removes an entry that nothing refers to.
 * @throws Refusal notFound, inUse `by` what refers to it
 */
export async function removeDirectoryEntry(
  deps: Deps,
  { userId }: Person,
  { params: { kind, id } }: RouteInput<'removeDirectoryEntry'>,
): Promise<RouteResponse<'removeDirectoryEntry'>> {
  // a reference that came in between is a broken constraint, and refused as one
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const by = await tx.directoryEntries.usedBy(kind, id)
      if (by !== null) throw new Refusal('inUse', { by })
      if (!(await tx.directoryEntries.remove(kind, id))) throw new Refusal('notFound', { id })
      const subject = `${kind}:${id}`
      tx.audit('directory.removed', { userId, at: deps.now() }, { subject, details: {} })
      return { ok: true }
    }),
  )
}
