import { people } from './assumptions.ts'
import type { BurstCaller } from './people/callers.ts'

/** How long callers hear what, in seconds: sound is played in its real length, whatever the scale. */
export interface Spoken {
  greeting: number
  /** The words about key 9, with which the greeting begins. */
  urgent: number
  question: number
  /** The address and the shutdown's text. */
  text: number
  menu: number
}

/** What a caller does: the key that he presses so many seconds after the one before (first: after he was answered). */
export interface Script {
  keys: { key: string; after: number }[]
  /** Seconds that he stays on after that. */
  stay: number
}

/** The menu waits so long for a key after it was spoken; the question likewise (extensions.conf). */
const menuWaits = 5
const questionWaits = 4
/** Asterisk takes this from file to file, and its sound begins a little after the answer. */
const between = 1.5
/** Long enough to be thanked and hung up. */
const untilHungUp = 60

/** Somebody whom nothing is told: he waits for an operator as long as he can. */
export const untold = ({ matter, patience }: BurstCaller, { greeting, urgent }: Spoken): Script =>
  matter === 'gas'
    ? // he does as the greeting begins by saying
      { keys: [{ key: '9', after: urgent }], stay: untilHungUp * 10 }
    : { keys: [], stay: greeting + patience }

/** The same caller when the shutdown is spoken. */
export function told(caller: BurstCaller, spoken: Spoken, scale: number): Script {
  if (caller.matter !== 'shutdown') return untold(caller, spoken)
  const { greeting, question } = spoken
  const { key, at, stay } = afterText(caller, spoken, scale)
  const heardFrom = (before: number): Script =>
    key === null ? { keys: [], stay: before + at + stay } : { keys: [{ key, after: before + at }], stay }
  if (caller.kind === 'known') return heardFrom(greeting)
  if (!caller.answersQuestion)
    return { keys: [], stay: greeting + question + questionWaits + caller.patience }
  const { keys, stay: rest } = heardFrom(0)
  return { keys: [{ key: '1', after: greeting + question + between }, ...keys], stay: rest }
}

/** What he does with the text: which key how long after its beginning, and how long he stays on. */
function afterText(
  { reaction, kind, patience, chance }: BurstCaller,
  { text, menu }: Spoken,
  scale: number,
): { key: string | null; at: number; stay: number } {
  const heard = text + between
  const inMenu = heard + chance * (menu + menuWaits - 2)
  switch (reaction) {
    case 'joins':
      // a hidden number cannot be told of the end: he is put through
      return { key: '1', at: inMenu, stay: kind === 'hidden' ? 15 + patience : untilHungUp }
    case 'hangsUp':
      return { key: null, at: heard + 1, stay: chance * 4 }
    case 'leavesMessage':
      return { key: '2', at: inMenu, stay: 6 + people.messageSeconds / scale }
    case 'pressesZero':
      return { key: '0', at: 1 + chance * text, stay: patience }
    case 'waits':
      return { key: null, at: heard + menu + menuWaits, stay: patience }
  }
}
