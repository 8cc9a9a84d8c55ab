import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, release } from 'node:os'
import path from 'node:path'
import { canPin } from './child.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Writes results with what they were measured on; answers the file. */
export function saveResults(name: string, results: object): string {
  const folder = path.join(root, 'server/bench/results')
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = path.join(folder, `${name}.json`)
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const packages: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  )
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    system: `${process.platform} ${release()} ${arch()}`,
    isPinned: canPin,
  }
  const commit =
    git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--', 'server', 'sip') === '' ? '' : '+')
  const versions = ['pg', 'ws', 'socket.io', 'koa', 'knex'].map((key) => [key, packages.dependencies[key]])
  writeFileSync(
    file,
    `${JSON.stringify({ name, at, commit, machine, versions: Object.fromEntries(versions), results }, null, 2)}\n`,
  )
  return path.relative(root, file)
}
