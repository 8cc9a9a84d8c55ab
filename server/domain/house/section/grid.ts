import type { SectionFlat } from '#contracts/house/section.ts'
import type { EntranceSection } from './rows.ts'

/** Entrances side by side on common floors, as they stand in the street. */
export interface SectionGrid {
  entrances: { number: number | null; columns: number }[]
  rows: { floor: number | null; cells: (SectionFlat | null)[] }[]
}

/**
 * The entrances from one on that fit beside one another, nearest first, in their order: a pane shows two or three of
 * them, a house may have twelve.
 */
export function entrancesShown(
  section: readonly EntranceSection[],
  around: number,
  mostColumns: number,
): EntranceSection[] {
  const shown = new Set<number>()
  let columns = 0
  const order = section
    .map((_, index) => index)
    .toSorted((a, b) => Math.abs(a - around) - Math.abs(b - around) || a - b)
  for (const index of order) {
    const width = section[index]?.columns ?? 0
    if (shown.size > 0 && columns + width > mostColumns) break
    shown.add(index)
    columns += width
  }
  return section.filter((_, index) => shown.has(index))
}

export function gridOf(shown: readonly EntranceSection[]): SectionGrid {
  const floors = [...new Set(shown.flatMap(({ rows }) => rows.flatMap(({ floor }) => floor ?? [])))]
  const loose = Math.max(0, ...shown.map(({ rows }) => rows.filter(({ floor }) => floor === null).length))
  const blank = (columns: number): null[] => Array.from({ length: columns }, () => null)
  return {
    entrances: shown.map(({ number, columns }) => ({ number, columns })),
    rows: [
      ...floors
        .toSorted((a, b) => b - a)
        .map((floor) => ({
          floor,
          cells: shown.flatMap(
            ({ rows, columns }) => rows.find((row) => row.floor === floor)?.cells ?? blank(columns),
          ),
        })),
      ...Array.from({ length: loose }, (_, nth) => ({
        floor: null,
        cells: shown.flatMap(
          ({ rows, columns }) => rows.filter(({ floor }) => floor === null)[nth]?.cells ?? blank(columns),
        ),
      })),
    ],
  }
}

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** The flat to which an arrow leads, gaps passed over; the same one at an edge. */
export function stepFrom({ rows }: SectionGrid, flatId: number, way: Way): number {
  const at = rows.findIndex(({ cells }) => cells.some((flat) => flat?.id === flatId))
  const here = rows[at]?.cells.findIndex((flat) => flat?.id === flatId) ?? -1
  const nearest = (row: SectionGrid['rows'][number]): number | null =>
    row.cells
      .flatMap((flat, column) => (flat === null ? [] : [{ id: flat.id, off: Math.abs(column - here) }]))
      .toSorted((a, b) => a.off - b.off)[0]?.id ?? null
  const ahead =
    way === 'ArrowLeft'
      ? (rows[at]?.cells.slice(0, Math.max(0, here)).toReversed() ?? []).map((flat) => flat?.id ?? null)
      : way === 'ArrowRight'
        ? (rows[at]?.cells.slice(here + 1) ?? []).map((flat) => flat?.id ?? null)
        : (way === 'ArrowUp' ? rows.slice(0, Math.max(0, at)).toReversed() : rows.slice(at + 1)).map(nearest)
  return ahead.find((id) => id !== null) ?? flatId
}
