import { createHash } from 'node:crypto'
import type { LinePart, LineStep } from '#contracts/line.ts'
import type { NewJob } from '#server/platform/db/jobs.ts'
import type { Deps } from '#server/deps.ts'

/**
 * Named by the text itself, as sip/asterisk/lines.sql names it: a line finds what it says when the file is there, and
 * who listens is not cut when the text changes.
 */
const lineFile = (text: string): string => `lines/${createHash('md5').update(text).digest('hex')}.wav`

/** Whoever saves a line, queue or menu adds it in the same transaction. */
export const lineSpeechJob = (runAt: Date): NewJob => ({ kind: 'speech.lines', payload: {}, runAt })

const saidIn = (steps: readonly LineStep[]): string[] =>
  steps.flatMap((step) => (step.kind === 'announcement' ? [step.text] : []))

function textsOf({ kind, fields }: LinePart): string[] {
  switch (kind) {
    case 'line':
      return [fields.greeting, ...saidIn(fields.byDay), ...saidIn(fields.byNight)]
    case 'queue':
      return saidIn(fields.overflow)
    case 'menu':
      return [fields.text, ...fields.keys.flatMap(({ steps }) => saidIn(steps)), ...saidIn(fields.otherwise)]
    case 'schedule':
      return []
  }
}

/** Nobody listens for a day to a text that no line says any more. */
const keptMs = 24 * 3_600_000

async function allTexts({ store }: Deps): Promise<string[]> {
  const { lines, companies } = store.repositories
  const [set, ofCompanies] = await Promise.all([lines.all(), companies.all()])
  // of a line that has no greeting of its own
  const mute = new Set(set.lines.filter(({ greeting }) => greeting === '').map((line) => line.companyId))
  const greetings = ofCompanies.filter(({ id }) => mute.has(id)).map(({ greeting }) => greeting)
  const parts: LinePart[] = [
    ...set.lines.map((fields) => ({ kind: 'line' as const, fields })),
    ...set.queues.map((fields) => ({ kind: 'queue' as const, fields })),
    ...set.menus.map((fields) => ({ kind: 'menu' as const, fields })),
  ]
  return [...new Set([...greetings, ...parts.flatMap(textsOf)])].filter((text) => text !== '')
}

/** Speaks what lines say and has no file yet. Without an engine they say nothing, and calls go on. */
export async function speakLines(deps: Deps): Promise<void> {
  const { announcements } = deps
  for (const text of await allTexts(deps)) {
    const file = lineFile(text)
    if (!(await announcements.has(file)) && !(await announcements.speak(file, text))) return
  }
}

/** What is not there is spoken again: the folder was lost, or the engine was missing. Old texts go. */
export async function keepLineSpeech(deps: Deps): Promise<void> {
  const { announcements, installation, now } = deps
  if (installation.pbx === 'embedded') return
  await speakLines(deps)
  const named = new Set((await allTexts(deps)).map(lineFile))
  await announcements.sweep(['lines'], named, new Date(now().getTime() - keptMs))
}
