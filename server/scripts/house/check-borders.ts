/** Part of `npm run check`: no import crosses a border between rooms of the house. */
import { fileURLToPath } from 'node:url'
import { crossings } from './borders.ts'
import { importsOf, readAliases } from './imports.ts'
import { readSources } from './sources.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const faults = crossings(importsOf(await readSources(root), await readAliases(root)))
for (const { rule, from, to } of faults) process.stderr.write(`${from} imports ${to}: ${rule}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
