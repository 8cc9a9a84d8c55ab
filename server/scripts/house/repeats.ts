import type { Source } from './sources.ts'

/** The same lines in two files: where the run begins in each, and how many of its lines count. */
export interface Repeat {
  lines: number
  at: [Place, Place]
}
interface Place {
  path: string
  line: number
}

interface Line {
  text: string
  line: number
}

/**
 * Runs of at least `least` lines that stand in two files, longest first. Exact: lines are trimmed, blank ones and
 * imports are passed by, and nothing else is forgiven.
 */
export function repeatsOf(sources: Source[], least: number): Repeat[] {
  const files = sources.map((source) => ({ path: source.path, lines: countedLines(source) }))
  const places = new Map<string, { file: number; at: number }[]>()
  files.forEach(({ lines }, file) => {
    for (let at = 0; at + least <= lines.length; at += 1) {
      const run = lines
        .slice(at, at + least)
        .map(({ text }) => text)
        .join('\n')
      const known = places.get(run)
      if (known === undefined) places.set(run, [{ file, at }])
      else known.push({ file, at })
    }
  })
  // windows that follow each other in both files are one run
  const diagonals = new Map<string, { a: number; b: number; starts: [number, number][] }>()
  for (const same of places.values()) {
    for (const [index, one] of same.entries()) {
      for (const other of same.slice(index + 1)) {
        if (one.file === other.file) continue
        const key = `${one.file} ${other.file} ${one.at - other.at}`
        const diagonal = diagonals.get(key) ?? { a: one.file, b: other.file, starts: [] }
        diagonal.starts.push([one.at, other.at])
        diagonals.set(key, diagonal)
      }
    }
  }
  const place = (file: number, at: number): Place => ({
    path: files[file]?.path ?? '',
    line: files[file]?.lines[at]?.line ?? 0,
  })
  return [...diagonals.values()]
    .flatMap(({ a, b, starts }) =>
      runs(starts).map(([[atA, atB], count]) => ({
        lines: count + least - 1,
        at: [place(a, atA), place(b, atB)] satisfies [Place, Place],
      })),
    )
    .toSorted((one, other) => other.lines - one.lines)
}

/** Starts one after another, each run with its first and its length. */
function runs(starts: [number, number][]): [[number, number], number][] {
  const found: [[number, number], number][] = []
  for (const start of starts.toSorted((one, other) => one[0] - other[0])) {
    const last = found.at(-1)
    if (last !== undefined && start[0] === last[0][0] + last[1]) last[1] += 1
    else found.push([start, 1])
  }
  return found
}

function countedLines({ text }: Source): Line[] {
  // an import leaves its newlines, so that lines keep their numbers
  const withoutImports = text.replaceAll(
    /^[ \t]*import\b(?:[^'"`;()]*?\bfrom)?\s*['"][^'"\n]+['"];?/gm,
    (statement) => statement.replaceAll(/[^\n]/g, ''),
  )
  return withoutImports
    .split('\n')
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter((line) => line.text !== '')
}
