/**
 * `node server/scripts/bundle-size.ts [dist/client]` after a build: gzip kilobytes that a browser loads until a board or a
 * console can be used, and until it can telephone. Exit 1 above the budget (goals.md: 200 kB; font, icons, SIP stack apart).
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pages } from '#client/pages.ts'

const folder = process.argv[2] ?? 'dist/client'
const budget = { page: 200, phone: 58, font: 90, icons: 12 }

const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
const names = (text: string): string[] => [
  ...new Set([...text.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => name)),
]
/** Static imports of a chunk: these the browser must have before the chunk runs. */
const imports = (file: string): string[] =>
  [...read(file).matchAll(/(?:^|;|\n|})\s*(?:import|export)\b[^;'"()]*?["']\.\/([\w.-]+\.js)["']/g)].map(
    ([, name]) => `assets/${name}`,
  )

function withImports(files: string[]): Set<string> {
  const all = new Set<string>()
  const visit = (file: string): void => {
    if (all.has(file)) return
    all.add(file)
    if (file.endsWith('.js')) for (const next of imports(file)) visit(next)
  }
  for (const file of files) visit(file)
  return all
}
const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000

const isIcons = (file: string): boolean => /\/icons-[\w-]+\.js$/.test(file)
const first = withImports(names(read('index.html')))
const main = [...first].map((file) => (file.endsWith('.js') ? read(file) : '')).join('\n')
/** Vite's own list of what a dynamic import loads beside its chunk: `__vite__mapDeps([0,3])` points into it. */
const dependencies = names(/m\.f=\[(.*?)\]/.exec(main)?.[1] ?? '')
/** Chunks and style sheets that the page with this text in it loads. */
const chunksOf = (marker: string): string[] => {
  const page = names(main).find(
    (file) => /Page-/.test(file) && file.endsWith('.js') && read(file).includes(marker),
  )
  if (page === undefined) throw new Error(`No page chunk holds "${marker}"; was the client built?`)
  const name = page.slice('assets/'.length).replaceAll('.', String.raw`\.`)
  const listed = new RegExp(String.raw`${name}.\)(?:\.then\([^)]*\))?\)?,__vite__mapDeps\(\[([\d,]*)\]`).exec(
    main,
  )?.[1]
  if (listed === undefined || listed === '')
    throw new Error(`What ${page} needs is not in the main chunk any more`)
  return [...withImports([page]), ...listed.split(',').map((index) => dependencies[Number(index)] ?? '')]
}
/** Chunks with the phrases that the page loads with itself. */
async function textsOf(name: string): Promise<string[]> {
  const catalogues = pages.find((page) => page.name === name)?.texts ?? []
  if (catalogues.length === 0) throw new Error(`The page ${name} has no phrases of its own any more`)
  const chunks = readdirSync(join(folder, 'assets')).filter((file) => /^texts\.ru-.*\.js$/.test(file))
  return Promise.all(
    catalogues.map(async (catalogue) => {
      const [group = ''] = Object.keys((await catalogue.ru()).texts)
      const holds = new RegExp(`[{,]${group}:{`)
      const chunk = chunks.map((file) => `assets/${file}`).find((file) => holds.test(read(file)))
      if (chunk === undefined) throw new Error(`No chunk holds the phrases of ${group}`)
      return chunk
    }),
  )
}
const engine = readdirSync(join(folder, 'assets'))
  .filter((name) => /^engine-[\w-]+\.js$/.test(name))
  .map((name) => `assets/${name}`)
if (engine.length === 0 || engine.some((file) => first.has(file))) {
  throw new Error('The SIP stack is not a chunk of its own any more')
}

/** What the page asks for before anything else: both files of the type. */
const fonts = [...new Set([...read('index.html').matchAll(/assets\/[\w.-]+\.woff2/g)].map(([name]) => name))]
if (fonts.length !== 2) throw new Error('The page does not preload its two files of type any more')
const pageSize = async (name: string, marker: string): Promise<number> => {
  const files = new Set([...first, ...chunksOf(marker), ...(await textsOf(name))])
  return kilobytes([...files].filter((file) => !isIcons(file)))
}

const rows = [
  { name: 'board', size: await pageSize('board', 'board.onlyOverdue'), limit: budget.page },
  { name: 'console', size: await pageSize('console', 'console.nothingOpenHint'), limit: budget.page },
  { name: 'font', size: kilobytes(fonts), limit: budget.font },
  { name: 'icons', size: kilobytes([...first].filter(isIcons)), limit: budget.icons },
  { name: 'SIP stack, loaded with the phone', size: kilobytes(engine), limit: budget.phone },
]
for (const { name, size, limit } of rows) {
  process.stdout.write(
    `${size <= limit ? 'ok    ' : 'TOO BIG'} ${name}: ${size.toFixed(1)} kB gz of ${limit}\n`,
  )
}
if (rows.some((row) => row.size > row.limit)) process.exitCode = 1
