import type { ClassifierEntry } from '#contracts/classifier.ts'

export interface RuleLine {
  key: 'console.ruleInform' | 'console.ruleLocalize' | 'console.ruleRestore' | 'console.ruleEliminate'
  seconds: number
}

/** The terms that a classifier entry sets, shortest duty first as the law lists them. */
export function ruleLines({ rule }: ClassifierEntry): RuleLine[] {
  const all = [
    ['console.ruleInform', rule.informMinutes],
    ['console.ruleLocalize', rule.localizeMinutes],
    ['console.ruleRestore', rule.restoreMinutes],
    ['console.ruleEliminate', rule.eliminateMinutes],
  ] as const
  return all.flatMap(([key, minutes]) => (minutes === null ? [] : [{ key, seconds: minutes * 60 }]))
}
