import { CallEvent } from '#contracts/call-event.ts'
import { isStorable, storableText } from '#contracts/text.ts'

/**
 * The event as PostgreSQL can keep it: times in milliseconds, no NUL and no half of a surrogate pair. Both can
 * stand in a SIP display name that a stranger sends, `jsonb` refuses both, and a line that cannot be stored
 * would stop the ledger for ever.
 */
export function storable(event: CallEvent): CallEvent {
  const at = new Date(event.at).toISOString()
  const values = Object.values(event)
  if (values.every(isPlain)) return at === event.at ? event : { ...event, at }
  return CallEvent.parse(
    Object.fromEntries(Object.entries({ ...event, at }).map(([key, value]) => [key, plain(value)])),
  )
}

const isPlain = (value: unknown): boolean => typeof value !== 'string' || isStorable(value)
const plain = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value)
