import type { Log } from '#server/ports.ts'

/** A log that keeps what was said, for tests that look at it. */
export interface TestLog extends Log {
  lines: { level: 'debug' | 'info' | 'warn' | 'error'; facts: object; message: string }[]
}

export function createTestLog(): TestLog {
  const lines: TestLog['lines'] = []
  const at = (level: TestLog['lines'][number]['level']) => (facts: object, message: string) =>
    void lines.push({ level, facts, message })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
