import { z } from 'zod'

const Entry = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
/** package-lock.json, version 3. */
export const Lock = z.looseObject({ packages: z.record(z.string(), Entry) })
type Packages = z.infer<typeof Lock>['packages']

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
const isOfPlatform = (name: string): boolean =>
  (name.split('/').at(-1)?.split('-') ?? []).filter((word) => processors.includes(word)).length === 1

/** Where Node's resolution would find it from there: nearest node_modules first. */
function isLocked(packages: Packages, from: string, name: string): boolean {
  const nested = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (nested in packages) return true
  if (from === '') return false
  const outer = from.lastIndexOf('/node_modules/')
  return isLocked(packages, outer === -1 ? '' : from.slice(0, outer), name)
}

/** Packages of other platforms that the lock file leaves out: `npm ci` refuses it, also where nobody needs them. */
export const missing = (packages: Packages): string[] =>
  Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name, version]) => isOfPlatform(name) && /^\d/.test(version) && !isLocked(packages, from, name),
      )
      .map(([name, version]) => `${name}@${version}`),
  )

/** Keys of packages that npm would install whatever they contain: without a hash nothing is compared. */
export const withoutHash = (packages: Packages): string[] =>
  Object.entries(packages)
    .filter(([key, { integrity, link }]) => key !== '' && link !== true && !integrity?.startsWith('sha512-'))
    .map(([key]) => key)
