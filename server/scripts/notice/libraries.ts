import { z } from 'zod'

const LockEntry = z.looseObject({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  link: z.boolean().optional(),
})
/** package-lock.json, version 3. */
export const Lock = z.looseObject({ packages: z.record(z.string(), LockEntry) })

/** What a package says in its own package.json; the list is npm's form of before 2015. */
export const Manifest = z.looseObject({
  license: z.string().optional(),
  licenses: z.array(z.looseObject({ type: z.string() })).optional(),
})

/** Read by a person in the package itself, where its package.json says nothing. */
const readByPerson: Record<string, string> = {
  jackpot: 'MIT', // README.md
  retry: 'MIT', // License
}

/** What may be carried beside a product of any licence; another one is a decision, not a dependency. */
const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MPL-2.0',
  // the type of the pages: it is served as it is, under its own name
  'OFL-1.1',
  'Unlicense',
])

export interface Library {
  name: string
  version: string
  licence: string | null
}

/**
 * Everything that runs in production, with what that brings along, in order of name; packages of other platforms as
 * well. `manifestOf` reads the package.json of a folder, null where it is not installed.
 */
export function libraries(
  lock: z.infer<typeof Lock>,
  manifestOf: (folder: string) => z.infer<typeof Manifest> | null,
): Library[] {
  const found = Object.entries(lock.packages)
    .filter(([folder, entry]) => folder !== '' && entry.dev !== true && entry.link !== true)
    .map(([folder, entry]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const own = manifestOf(folder)
      const ownWord = own?.license ?? own?.licenses?.map(({ type }) => type).join(' OR ')
      return {
        name,
        version: entry.version ?? '',
        // the lock file repeats what the package says; it also knows what is not installed here
        licence: ownWord ?? entry.license ?? readByPerson[name] ?? null,
      }
    })
  const unique = new Map(found.map((library) => [`${library.name} ${library.version}`, library]))
  return [...unique.values()].toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

/** By code points: the order must not depend on the machine's language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Libraries whose licence is unknown or not accepted yet. */
export const questionable = (all: Library[]): Library[] =>
  all.filter(({ licence }) => licence === null || !accepted.has(licence))

/** A line a library, under a line a licence with its count: a diff names what came and went. */
export function table(all: Library[]): string {
  const byLicence = [...Map.groupBy(all, ({ licence }) => licence ?? 'unknown')].toSorted(
    ([a, one], [b, other]) => other.length - one.length || compare(a, b),
  )
  const parts = byLicence.map(([licence, of]) =>
    [`${licence} (${of.length})`, ...of.map(({ name, version }) => `  ${name} ${version}`)].join('\n'),
  )
  return ['```text', parts.join('\n\n'), '```'].join('\n')
}

const begin = '<!-- libraries: npm run notice -->'
const end = '<!-- /libraries -->'

/** The page with this table between its two marks. */
export function withTable(page: string, text: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the page has no marks ${begin} … ${end}`)
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
}
