/** Sources of the client by their path in it, tests and their helpers apart. */
const raw = import.meta.glob<string>('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })
export const sources = new Map(
  Object.entries(raw)
    .filter(([file]) => file.startsWith('../') && !/\.test\.ts$|\/testing\//.test(file))
    .map(([file, text]) => [file.slice('../'.length), text]),
)

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of to.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
const targets = (file: string, pattern: RegExp): string[] =>
  [...(sources.get(file) ?? '').matchAll(pattern)]
    .map(([, to]) => resolve(file, to ?? ''))
    .filter((to) => sources.has(to))

/** Components that this file loads when they are needed. */
export const lazyComponents = (file: string): string[] => targets(file, /\bimport\('(\.[^']+\.vue)'\)/g)

/** The file and all that it is made of; components that are loaded later, and what `isApart` says, are left out. */
export function madeOf(start: readonly string[], isApart: (file: string) => boolean = () => false): string[] {
  const all = new Set<string>()
  const visit = (file: string): void => {
    if (all.has(file) || isApart(file)) return
    all.add(file)
    for (const next of targets(file, /\bfrom '(\.[^']+)'/g)) visit(next)
    for (const next of targets(file, /\bimport\('(\.[^']+\.ts)'\)/g)) visit(next)
  }
  for (const file of start) visit(file)
  return [...all]
}
