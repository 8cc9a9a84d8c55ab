import { Refusal } from '#contracts/error.ts'
import type { RouteInput, RouteResponse } from '#contracts/http.ts'
import { suggestionOf } from '#domain/shutdown/suggestion-record.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'

/**
 * It is no shutdown: the same calls suggest it no more. One that is decided already stays as it is.
 * @throws Refusal notFound
 */
export async function dismissSuggestion(
  deps: Deps,
  person: Person,
  { params }: RouteInput<'dismissSuggestion'>,
): Promise<RouteResponse<'dismissSuggestion'>> {
  return deps.store.transaction(async (tx) => {
    const suggestion = await tx.suggestions.forUpdate(params.id)
    if (suggestion === null) throw new Refusal('notFound', { id: params.id })
    if (suggestion.state !== 'open') return { ok: true }
    const dismissed = { ...suggestion, state: 'dismissed', version: suggestion.version + 1 } as const
    await tx.suggestions.save(dismissed, { userId: person.userId, at: deps.now() })
    tx.tell('suggestion', suggestionOf(dismissed))
    return { ok: true }
  })
}
