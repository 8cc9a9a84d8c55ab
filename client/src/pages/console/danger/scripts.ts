import type { ClassifierEntry } from '#contracts/classifier.ts'
import { Danger } from '#contracts/task.ts'

/** Which services take such a danger over, the first one first. One number for all of them is 112 (ФЗ 488). */
export const servicesOf = {
  gas: ['104', '112'],
  lift: ['112'],
  fire: ['101', '112'],
  electricity: ['101', '112'],
  collapse: ['112'],
} as const satisfies Record<Danger, readonly string[]>

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
