/**
 * `npm test`: installs the Debian packages that the tests need, runs the checks and every test, and ends with
 * one line "N passed, N failed". A part that had to be left out counts as failed: nothing is skipped silently.
 *
 * `npm test -- --only plain|server|client|together|system` runs one project; `-- --no-check` leaves the static checks out.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { obtainAsterisk } from '#sip/asterisk/root.ts'
import { createLogger } from '#server/config/logger.ts'
import { installPackages } from './test/packages.ts'
import { readVitestReport } from './test/vitest-report.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'no-check': { type: 'boolean', default: false } },
})

const run = (command: string, args: string[]): boolean => {
  console.log(`\n$ ${[command, ...args].join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0
}

const missing = installPackages()
if (missing !== null) {
  console.error(missing)
  process.exit(2)
}

if (values.only === undefined || values.only === 'system') {
  try {
    await obtainAsterisk({ cacheDir: '.cache/asterisk-root', log: createLogger('info') })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

let passed = 0
let failed = 0
const count = (name: string, ok: boolean): void => {
  if (ok) passed += 1
  else {
    failed += 1
    console.error(`FAILED: ${name}`)
  }
}

if (!values['no-check']) count('npm run check', run('npm', ['run', '--silent', 'check']))
// the browser tests drive the built client, as users do
count('npm run build', run('npm', ['run', '--silent', 'build']))
count('the weight of the pages', run('node', ['server/scripts/bundle-size.ts']))

const reports = mkdtempSync(join(tmpdir(), 'vakhta-tests-'))
for (const project of values.only ? [values.only] : ['plain', 'server', 'client', 'together', 'system']) {
  const report = join(reports, `${project}.json`)
  const endedWell = run('vitest', [
    'run',
    '--project',
    project,
    // also on a machine of two cores; those of browser and Asterisk go one after the other (vitest.config.ts)
    ...(project === 'system' ? [] : ['--maxWorkers=2']),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = readVitestReport(report, endedWell)
  passed += result.passed
  failed += result.failed
  for (const name of result.failures) console.error(`FAILED (${project}): ${name}`)
}
rmSync(reports, { recursive: true, force: true })

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
