import type { ClassifierEntry } from '#contracts/classifier.ts'

const names = ['gas', 'lift', 'fire', 'electricity', 'collapse'] as const
export type ScriptName = (typeof names)[number]

/** Which services take such a danger over, the first one first. One number for all of them is 112 (ФЗ 488). */
export const servicesOf = {
  gas: ['104', '112'],
  lift: ['112'],
  fire: ['101', '112'],
  electricity: ['101', '112'],
  collapse: ['112'],
} as const satisfies Record<ScriptName, readonly string[]>

export const steps = [1, 2, 3, 4] as const

/** The script of an entry; an entry with a script that this client does not know opens none. */
export const scriptOf = (entry: Pick<ClassifierEntry, 'dangerScript'> | null): ScriptName | null =>
  names.find((name) => name === entry?.dangerScript) ?? null

// Words as callers say them and operators type them; a hint alone, the choice of the problem decides.
const words: readonly [ScriptName, RegExp][] = [
  ['gas', /(пахнет|запах|воняет|утечк\p{L}*)\s+(?:\p{L}+\s+)?газ|газом\s+(пахнет|воняет)/iu],
  ['lift', /застр\p{L}+[^.]{0,30}лифт|лифт\p{L}*[^.]{0,30}застр/iu],
  ['fire', /пожар|горит|задымлен|дым\s+(в|из|идёт|идет)/iu],
  ['electricity', /искрит|оголённ\p{L}+\s+провод|оголенн\p{L}+\s+провод|бьёт током|бьет током/iu],
]
/** What the typed text sounds like (domain.md, moment 7). */
export const scriptInText = (text: string): ScriptName | null =>
  words.find(([, pattern]) => pattern.test(text))?.[0] ?? null
