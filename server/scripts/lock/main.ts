/**
 * `npm run lock`, after every `npm install`: npm leaves out of package-lock.json the packages of other platforms that
 * its registry did not have at that hour; `npm ci` then refuses the file. They are asked for anew, with their hashes.
 * With --check it only says what is missing or without a hash.
 */
import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Lock, missing, withoutHash } from './faults.ts'

const file = new URL('../../../package-lock.json', import.meta.url)
const read = async () => Lock.parse(JSON.parse(await readFile(file, 'utf8')))

if (!process.argv.includes('--check')) {
  const { packages, ...lock } = await read()
  // what is there without a hash is not looked at again
  const hashless = new Set(withoutHash(packages))
  const kept = Object.fromEntries(Object.entries(packages).filter(([key]) => !hashless.has(key)))
  await writeFile(file, `${JSON.stringify({ ...lock, packages: kept }, null, 2)}\n`)
  const { status } = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
}

const { packages } = await read()
const [lacks, hashless] = [missing(packages), withoutHash(packages)]
if (lacks.length === 0 && hashless.length === 0)
  process.stdout.write('package-lock.json names every platform, each package with its hash.\n')
else {
  if (lacks.length > 0) process.stderr.write(`package-lock.json lacks ${lacks.join(', ')}: npm run lock\n`)
  if (hashless.length > 0)
    process.stderr.write(`package-lock.json has no hash of ${hashless.join(', ')}: npm run lock\n`)
  process.exitCode = 1
}
