import type { ClassifierEntry } from '#contracts/classifier.ts'

const separator = ' · '

/** `place · category · problem`, as a task keeps it from its registration. */
export const classifierName = (entry: Pick<ClassifierEntry, 'place' | 'category' | 'problem'>): string =>
  [entry.place, entry.category, entry.problem].filter((part) => part !== '').join(separator)

/** The problem first, because long lines are cut at the end. */
export function problemOf(name: string | null): { problem: string; path: string } {
  const parts = (name ?? '').split(separator)
  return { problem: parts.at(-1) ?? '', path: parts.slice(0, -1).reverse().join(', ') }
}
