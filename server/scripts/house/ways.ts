import type { Import } from './imports.ts'
import type { Source } from './sources.ts'

/** A room that a parameter passes, as docs/architecture.md names it: `| file | comes here | what happens |`. */
export interface Room {
  path: string
  comes: string
}
export interface Way {
  name: string
  rooms: Room[]
}

/** The tables under headings "The way of …". */
export const waysIn = (page: string): Way[] =>
  page
    .split(/^#+ (?=\S)/m)
    .filter((part) => part.startsWith('The way of '))
    .map((part) => ({
      name: part.slice(0, part.indexOf('\n')).trim(),
      rooms: [...part.matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\|/gm)].map(([, path = '', comes = '']) => ({
        path,
        comes,
      })),
    }))
    .filter(({ rooms }) => rooms.length > 0)

/** What the third word of a join names: a file that knows both, or a word that stands in both. */
const named = (comes: string): string => /`([^`]+)`/.exec(comes)?.[1] ?? ''

/**
 * What is not so in a way, as sentences. How one comes into a room from the one before:
 * - `begins` – nothing is before;
 * - `called` – the room before imports this one; `calls back` – this one imports the room before;
 * - `asked` – the same as `called`, but it answers: the next room goes on from the one that asked;
 * - `handed over in F` – F imports both;
 * - `by the contract F` – both import F;
 * - anything else is a seam with a word in backticks, which stands in both: NOTIFY `journal`, file `linkedid` …
 */
export function faultsOf(way: Way, sources: Source[], imports: Import[]): string[] {
  const texts = new Map(sources.map(({ path, text }) => [path, text]))
  const edges = new Set(imports.map(({ from, to }) => `${from} ${to}`))
  const doesImport = (from: string, to: string): boolean => edges.has(`${from} ${to}`)
  const reason = (before: string, { path, comes }: Room): string | null => {
    const by = named(comes)
    if (comes === 'called' || comes === 'asked')
      return doesImport(before, path) ? null : `${before} does not import it`
    if (comes === 'calls back') return doesImport(path, before) ? null : `it does not import ${before}`
    if (comes.startsWith('handed over in ') || comes.startsWith('by the contract ')) {
      const isContract = comes.startsWith('by the contract ')
      const apart = [before, path].find((room) => !(isContract ? doesImport(room, by) : doesImport(by, room)))
      if (apart === undefined) return null
      return isContract ? `${apart} does not import ${by}` : `${by} does not import ${apart}`
    }
    if (by === '') return `"${comes}" names no word that stands in both files`
    const without = [before, path].find((room) => !texts.get(room)?.includes(by))
    return without === undefined ? null : `the word ${by} does not stand in ${without}`
  }
  let before = ''
  return way.rooms.flatMap((room, index) => {
    const said = `${way.name}: ${room.path} (${room.comes})`
    if (!texts.has(room.path)) return [`${said}: there is no such file`]
    const why = index === 0 && room.comes === 'begins' ? null : reason(before, room)
    if (room.comes !== 'asked') before = room.path
    return why === null ? [] : [`${said}: ${why}`]
  })
}
