import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError } from './error.ts'
import { bootstrapRole, type RolePasswords } from '#server/platform/db/connection/roles.ts'
import type { Runner } from './runner.ts'

const passwordFile = 'postgres.password'
/** Missing in folders of older releases, whose superuser was the product itself. */
export const bootstrapPasswordFile = 'postgres.bootstrap.password'

/** What PostgreSQL sees of our environment: nothing that changes its meaning (LANG, PG*). */
export const postgresEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** A locale of C would break Russian silently: no lower('Ё'), no trigrams, no full-text search. */
const locale = ['--locale=C', `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`]
const icu = ['--locale-provider=icu', '--icu-locale=ru-RU']
const clusterOptions = ['-A', 'scram-sha-256', '-E', 'UTF8', ...locale, ...icu, '--no-instructions']

/**
 * Makes the cluster when the folder is empty, and gives the passwords of its two roles: random, in files that only the
 * owner of DATA_DIR reads, so that other users of the machine cannot enter by the loopback port.
 */
export async function preparedCluster(
  dataDir: string,
  runner: Runner,
  binaries: Binaries,
): Promise<RolePasswords> {
  const secret = path.join(dataDir, passwordFile)
  const version = path.join(runner.directory, 'PG_VERSION')
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim()
    if (found !== binaries.major)
      throw new EmbeddedPostgresError('otherVersion', { path: dataDir, found, needed: binaries.major })
    if (!existsSync(secret))
      throw new EmbeddedPostgresError('dataDirBroken', { path: dataDir, reason: `no ${passwordFile}` })
    return {
      application: readFileSync(secret, 'utf8').trim(),
      bootstrap: keptPassword(dataDir, bootstrapPasswordFile),
    }
  }
  if (readdirSync(runner.directory).length > 0)
    throw new EmbeddedPostgresError('dataDirBroken', { path: runner.directory, reason: 'no PG_VERSION' })
  const bootstrap = keptPassword(dataDir, bootstrapPasswordFile)
  const application = keptPassword(dataDir, passwordFile)
  await initialise(dataDir, runner, binaries, bootstrap)
  return { application, bootstrap }
}

/** Of this file, which is made when it is missing or was cut by a crash. */
function keptPassword(dataDir: string, name: string): string {
  const file = path.join(dataDir, name)
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (kept !== '') return kept
  const fresh = randomBytes(24).toString('base64url')
  writeFileSync(file, `${fresh}\n`, { mode: 0o600 })
  return fresh
}

async function initialise(
  dataDir: string,
  runner: Runner,
  binaries: Binaries,
  password: string,
): Promise<void> {
  const handedOver = path.join(dataDir, `${passwordFile}.initdb`)
  writeFileSync(handedOver, `${password}\n`, { mode: 0o600 })
  if (runner.user) chownSync(handedOver, runner.user.uid, runner.user.gid)
  const pwfile = path.join('..', path.basename(handedOver))
  const child = spawn(
    binaries.initdb,
    ['-D', runner.dataArgument, '-U', bootstrapRole, '--pwfile', pwfile, ...clusterOptions],
    { ...runner.user, cwd: runner.directory, env: postgresEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (status, name) => resolve(status ?? name ?? 'unknown'))
  })
  rmSync(handedOver, { force: true })
  if (code === 0) return
  // a half-made cluster must not be taken for a whole one by the next start
  for (const name of readdirSync(runner.directory))
    rmSync(path.join(runner.directory, name), { recursive: true })
  throw new EmbeddedPostgresError('didNotStart', {
    path: dataDir,
    step: 'initdb',
    reason: `${code} ${words.trim()}`,
  })
}
