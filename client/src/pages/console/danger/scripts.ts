import type { ClassifierEntry } from '#contracts/classifier.ts'
import type { Organisation } from '#contracts/house/directories.ts'
import { Danger } from '#contracts/task.ts'

interface Takers {
  /** Whom the directory knows for it: of the town, and nearer than a number for all. */
  kinds: readonly Organisation['kind'][]
  numbers: readonly string[]
}
/** Which services take such a danger over. One number for all of them is 112 (ФЗ 488). */
const takersOf = {
  gas: { kinds: ['gas'], numbers: ['104', '112'] },
  lift: { kinds: ['lift'], numbers: ['112', '103'] },
  fire: { kinds: [], numbers: ['101', '112', '103'] },
  electricity: { kinds: ['power'], numbers: ['101', '112', '103'] },
  collapse: { kinds: ['emergency'], numbers: ['112', '103'] },
} as const satisfies Record<Danger, Takers>

export interface ServiceLine {
  /** '' for a number that everybody knows. */
  name: string
  number: string
}

/** The lines of a script, the first one first: who gets people out of a lift is the lift company, of gas it is 104. */
export function servicesOf(script: Danger, organisations: readonly Organisation[]): ServiceLine[] {
  const { kinds, numbers }: Takers = takersOf[script]
  const known = organisations
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ name, phones }) => phones.slice(0, 1).map((number) => ({ name, number })))
    .slice(0, 2)
  const common = numbers.map((number) => ({ name: '', number }))
  return script === 'lift' ? [...known, ...common] : [...common, ...known]
}

const nameKept = 40
/** As the record of a hand-over names it. */
export const serviceName = ({ name, number }: ServiceLine): string => (name || number).slice(0, nameKept)

export const steps = [1, 2, 3, 4] as const

/** What its script asks; answers stand in the text of the task. */
export const questionsOf = {
  gas: ['where', 'gasDone'],
  lift: ['people', 'floor'],
  fire: ['what', 'people'],
  electricity: ['where', 'hurt'],
  collapse: ['what', 'hurt'],
} as const satisfies Record<Danger, readonly string[]>

/** The script of an entry; an entry with a script that this client does not know opens none. */
export const scriptOf = (entry: Pick<ClassifierEntry, 'dangerScript'> | null): Danger | null =>
  Danger.safeParse(entry?.dangerScript).data ?? null

/** The text with the answer to a question on a line of its own; an emptied answer takes its line away. */
export function withAnswer(text: string, question: string, answer: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith(`${question}: `))
  const said = answer.trim()
  return (said === '' ? lines : [...lines, `${question}: ${said}`]).join('\n').trim()
}
