import type { Import } from './imports.ts'
import { isTest } from './sources.ts'

/** The room of a file: a floor or feature of the server, a part of sip or of the client. */
export function roomOf(file: string): string {
  const parts = file.split('/').slice(0, -1)
  const isDeeper = /^server\/(?:features|platform)\//.test(file) || file.startsWith('client/src/')
  const room = parts.slice(0, isDeeper ? 3 : 2).join('/')
  // main.ts, features.ts, store.ts: the composition root
  return room === 'server' ? 'server/main.ts' : room
}

/** A drawing for Mermaid: which room imports which, and how often; tests and what lies beside the product left out. */
export function mapOf(imports: Import[]): string {
  const counts = new Map<string, number>()
  for (const { from, to } of imports) {
    const [a, b] = [roomOf(from), roomOf(to)]
    if (a === b || isTest(from) || isBeside(a) || isBeside(b)) continue
    counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + 1)
  }
  const edges = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const rooms = [...new Set(edges.flatMap(([edge]) => edge.split(' ')))].toSorted()
  const id = (room = ''): string => `r${rooms.indexOf(room)}`
  return [
    'flowchart LR',
    ...rooms.map((room) => `  ${id(room)}["${room}"]`),
    ...edges.map(([edge, count]) => {
      const [from, to] = edge.split(' ')
      return `  ${id(from)} -- ${count} --> ${id(to)}`
    }),
  ].join('\n')
}

const isBeside = (room: string): boolean =>
  /^server\/(?:testing|scripts|bench|attack)$|^sip\/testing$|^client\/src\/testing$/.test(room)
