/**
 * `npm run lock`, after every `npm install`: writes into package-lock.json the packages of other platforms that npm
 * left out because its registry did not have them. Without them `npm ci` refuses the lock file, also where nobody
 * needs them. With --check it only says whether some are missing.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const Entry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) })

const file = new URL('../../package-lock.json', import.meta.url)
const lock = Lock.parse(JSON.parse(await readFile(file, 'utf8')))

/** Where Node's resolution would find it from there: nearest node_modules first. */
function isLocked(from: string, name: string): boolean {
  const nested = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (nested in lock.packages) return true
  if (from === '') return false
  const outer = from.lastIndexOf('/node_modules/')
  return isLocked(outer === -1 ? '' : from.slice(0, outer), name)
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

/** Platform packages say in their name what they are for: `binding-linux-x64-musl`. */
function platformOf(name: string): { os: string[]; cpu: string[]; libc: string[] } | null {
  const words = name.split('/').at(-1)?.split('-') ?? []
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') && os[0] === 'linux' ? ['glibc'] : []
  return cpu.length === 1 && os.length <= 1 ? { os, cpu, libc } : null
}

const added: string[] = []
for (const [from, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name)
    if (platform === null || !/^\d/.test(version) || isLocked(from, name)) continue
    const { os, cpu, libc } = platform
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(dev === true ? { dev } : {}),
      ...(libc.length > 0 ? { libc } : {}),
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    }
    added.push(`${name}@${version}`)
  }
}

if (added.length === 0) process.stdout.write('package-lock.json names every platform.\n')
else if (process.argv.includes('--check')) {
  process.stderr.write(`package-lock.json lacks ${added.join(', ')}: npm run lock\n`)
  process.exitCode = 1
} else {
  const sorted = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  )
  await writeFile(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
  process.stdout.write(`${added.length} packages of other platforms added to package-lock.json.\n`)
}
