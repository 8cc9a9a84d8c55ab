import type { CallEvent } from '#contracts/call-event.ts'

/** One CEL line of Asterisk as events; pure, knows nothing of the lines before. Throws on what is not CEL. */
export function translateCel(line: string, position: string, source: string): CallEvent[] {
  void line
  void position
  void source
  throw new Error('not written yet')
}
