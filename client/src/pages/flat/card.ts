import type { CardLine } from '#contracts/house/resident.ts'

/** Who lives here first, the owner before the others as the card lists them; who left last, the latest on top. */
export const linesInOrder = (lines: readonly CardLine[]): CardLine[] => [
  ...lines.filter((line) => line.livesTo === null),
  ...lines
    .filter((line) => line.livesTo !== null)
    .toSorted((a, b) => (b.livesTo ?? '').localeCompare(a.livesTo ?? '')),
]
