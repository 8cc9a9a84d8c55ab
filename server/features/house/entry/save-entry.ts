import { Refusal } from '#contracts/error.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { phoneDigits } from '#domain/call/caller-number.ts'
import { keepingConstraints } from '#server/platform/constraint.ts'

/**
 * Adds (id 0) or changes an entry of a small directory; the audit keeps what was said and by whom.
 * @throws Refusal notFound, badInput, inUse `by: same` when another one has this name
 */
export async function saveEntry(
  deps: Deps,
  { userId }: Person,
  { kind, id, details }: { kind: string; id: number; details: object },
  write: (tx: Repositories) => Promise<number | null>,
): Promise<{ id: number }> {
  return keepingConstraints(() =>
    deps.store.transaction(async (tx) => {
      const saved = await write(tx)
      if (saved === null) throw new Refusal('notFound', { id })
      const action = id === 0 ? 'directory.added' : 'directory.changed'
      tx.audit(action, { userId, at: deps.now() }, { subject: `${kind}:${saved}`, details })
      return { id: saved }
    }),
  )
}

/**
 * Numbers as look-ups know them, each once.
 * @throws Refusal badInput with the number that is none
 */
export function phonesOf(phones: readonly string[]): string[] {
  const digits = phones.map((phone) => {
    const found = phoneDigits(phone)
    if (found === '') throw new Refusal('badInput', { field: 'phones' })
    return found
  })
  return [...new Set(digits)]
}
