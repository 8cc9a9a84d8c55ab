/**
 * `npm run house`: figures of the tree, and what is over its bounds, worst first; exit 1 when something is.
 * Files and folders are counted without tests; a folder's tests are printed beside. With --map it draws for Mermaid
 * which room imports which.
 */
import { fileURLToPath } from 'node:url'
import { circlesOf } from './circles.ts'
import { importsOf, readAliases } from './imports.ts'
import { mapOf } from './map.ts'
import { repeatsOf } from './repeats.ts'
import { filesByFolder, linesOf, quantile } from './sizes.ts'
import { isTest, readSources } from './sources.ts'

const bounds = { file: 400, median: 60, p90: 150, folder: 12, wideFolders: 5, repeat: 10 }

const root = fileURLToPath(new URL('../../../', import.meta.url))
const all = await readSources(root)
const imports = importsOf(all, await readAliases(root))
if (process.argv.includes('--map')) {
  process.stdout.write(`${mapOf(imports)}\n`)
  process.exit()
}
const sources = all.filter(({ path }) => !isTest(path))
const sizes = sources
  .map(({ path, text }) => ({ path, lines: linesOf(text) }))
  .toSorted((a, b) => b.lines - a.lines)
const lines = sizes.map((file) => file.lines)
const [median, p90] = [quantile(lines, 0.5), quantile(lines, 0.9)]
const large = sizes.filter((file) => file.lines > bounds.file)

const withTests = new Map(filesByFolder(all.map(({ path }) => path)).map((row) => [row.folder, row.count]))
const wide = filesByFolder(sources.map(({ path }) => path)).filter(({ count }) => count > bounds.folder)
const wideWithTests = [...withTests.values()].filter((count) => count > bounds.folder).length

const circles = circlesOf(imports)
const repeats = repeatsOf(sources, bounds.repeat)

let failed = 0
/** One line a figure, and the names behind it where it is over. */
function tell(isFine: boolean, figure: string, names: string[] = []): void {
  if (!isFine) failed += 1
  process.stdout.write(`${isFine ? 'ok    ' : 'OVER  '} ${figure}\n`)
  if (!isFine) for (const name of names) process.stdout.write(`         ${name}\n`)
}

process.stdout.write(`${sources.length} source files, ${all.length - sources.length} test files\n`)
tell(
  large.length === 0,
  `${large.length} source files over ${bounds.file} lines; the longest has ${lines[0] ?? 0}`,
  large.map((file) => `${file.lines} ${file.path}`),
)
tell(median <= bounds.median, `median ${median} lines, of ${bounds.median}`)
tell(p90 <= bounds.p90, `p90 ${p90} lines, of ${bounds.p90}`)
tell(
  wide.length <= bounds.wideFolders,
  `${wide.length} folders over ${bounds.folder} source files, of ${bounds.wideFolders} (${wideWithTests} with tests counted)`,
  wide.map(({ folder, count }) => `${count} ${folder} (${withTests.get(folder) ?? count} with tests)`),
)
tell(
  circles.length === 0,
  `${circles.length} circles of imports, types included`,
  circles.map(({ files, round }) => `${files.length} files: ${[...round, round[0]].join(' -> ')}`),
)
tell(
  repeats.length === 0,
  `${repeats.length} runs of ${bounds.repeat} lines or more that stand in two files`,
  repeats.map(({ lines: run, at: [a, b] }) => `${run} ${a.path}:${a.line} = ${b.path}:${b.line}`),
)
process.exitCode = failed === 0 ? 0 : 1
