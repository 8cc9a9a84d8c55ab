/**
 * `npm run notice`, after dependencies changed: writes the table of libraries in docs/NOTICE.md from package-lock.json
 * and the packages' own words. With --check it says whether the table is as it would be written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { libraries, Lock, Manifest, questionable, table, withTable } from './libraries.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const all = libraries(Lock.parse(json('package-lock.json')), (folder) =>
  existsSync(path.join(root, folder, 'package.json')) ? Manifest.parse(json(`${folder}/package.json`)) : null,
)
const page = path.join(root, 'docs/NOTICE.md')
const now = readFileSync(page, 'utf8')
const wanted = withTable(now, table(all))

for (const { name, version, licence } of questionable(all)) {
  process.stderr.write(`${name} ${version}: licence ${licence ?? 'unknown'} is not accepted yet\n`)
  process.exitCode = 1
}
if (!process.argv.includes('--check')) writeFileSync(page, wanted)
else if (now !== wanted) {
  process.stderr.write('docs/NOTICE.md does not name the libraries of package-lock.json: npm run notice\n')
  process.exitCode = 1
}
