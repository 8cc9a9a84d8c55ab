import { CallEvent } from '#contracts/call-event.ts'

/**
 * A line of the embedded PBX's ledger is a CallEvent without `source` and `position`.
 * Lines that are no event (the mark of a start, a line cut by a crash or a full disk) give none.
 */
export function translateEmbedded(line: string, position: string, source: string): CallEvent[] {
  const facts = parsed(line)
  if (typeof facts !== 'object' || facts === null) return []
  const event = CallEvent.safeParse({ ...facts, source, position })
  return event.success ? [event.data] : []
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
