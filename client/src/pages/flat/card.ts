import type { CardLine } from '#contracts/housing.ts'

/** Who lives here first, the owner before the others as the card lists them; who left last, the latest on top. */
export const linesInOrder = (lines: readonly CardLine[]): CardLine[] => [
  ...lines.filter((line) => line.livesTo === null),
  ...lines
    .filter((line) => line.livesTo !== null)
    .toSorted((a, b) => (b.livesTo ?? '').localeCompare(a.livesTo ?? '')),
]

/** The day by the clock of whoever sits at the desk. */
export const today = (now: Date): string =>
  [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, '0'),
    String(now.getDate()).padStart(2, '0'),
  ].join('-')
