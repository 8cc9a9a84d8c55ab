import type { ShutdownSuggestion } from '#contracts/shutdown.ts'

export interface SuggestionRecord extends ShutdownSuggestion {
  scopeId: number | null
}

/** As boards get it. */
export function suggestionOf(record: SuggestionRecord): ShutdownSuggestion {
  const { scopeId: _, ...suggestion } = record
  return suggestion
}
