import { spawn } from 'node:child_process'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { BuildError } from './faults.ts'

/** What the built client is made of. */
const sources = ['client', 'server/contracts', 'server/domain', 'sip/caller', 'package-lock.json']

/**
 * Builds the client unless `dist/client` is newer than its sources. In a process of its own, so that PostgreSQL
 * starts meanwhile.
 * @param signal breaks it off
 * @throws BuildError
 */
export async function ensureClient(root: string, signal?: AbortSignal): Promise<string> {
  const dist = path.join(root, 'dist', 'client')
  if (!(await isFresh(root, dist))) await build(root, signal)
  return dist
}

async function isFresh(root: string, dist: string): Promise<boolean> {
  const built = await stat(path.join(dist, 'index.html')).catch(() => null)
  if (!built) return false
  const newest = await Promise.all(sources.map((source) => newestIn(path.join(root, source))))
  return Math.max(...newest) <= built.mtimeMs
}

/** When the newest file below it was changed; tests are no part of the client. */
async function newestIn(place: string): Promise<number> {
  const facts = await stat(place).catch(() => null)
  if (!facts) return 0
  if (!facts.isDirectory()) return place.endsWith('.test.ts') ? 0 : facts.mtimeMs
  const names = await readdir(place)
  const times = await Promise.all(names.map((name) => newestIn(path.join(place, name))))
  return Math.max(0, ...times)
}

/** Into a folder of its own that then takes the place of the old one: a start beside this one sees no half of it. */
async function build(root: string, signal?: AbortSignal): Promise<void> {
  const dist = path.join(root, 'dist', 'client')
  const draft = `${dist}.${process.pid}`
  try {
    await runVite(root, draft, signal)
    await rm(dist, { recursive: true, force: true })
    // two starts at once: the one that comes second leaves the first one's, which is the same
    await rename(draft, dist).catch(() => undefined)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function runVite(root: string, outDir: string, signal?: AbortSignal): Promise<void> {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', 'client', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })
  let words = ''
  const keep = (chunk: Buffer): void => {
    words = (words + chunk.toString()).slice(-2_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      words = error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  if (code !== 0) throw new BuildError(words.trim())
}
