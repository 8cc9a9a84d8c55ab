import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crossings } from '../house/borders.ts'
import { importsOf, readAliases } from '../house/imports.ts'
import { readSources } from '../house/sources.ts'
import { layFeature, NotNew } from './lay-feature.ts'

const house = path.resolve(import.meta.dirname, '../../..')
let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'vakhta-new-'))
  for (const part of ['server', 'sip', 'package.json', 'tsconfig.json'])
    await cp(path.join(house, part), path.join(root, part), { recursive: true })
  for (const part of ['client', 'docker']) await mkdir(path.join(root, part))
  await symlink(path.join(house, 'node_modules'), path.join(root, 'node_modules'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const crew = { noun: 'liftCrew', plural: 'liftCrews', at: new Date('2026-12-01T10:20:00Z') }

/** What the compiler says of these files in the tree at `root`. */
function faultsOf(files: readonly string[]): string[] {
  const config = path.join(root, 'server/tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    path.dirname(config),
  )
  const program = ts.createProgram(
    files.map((file) => path.join(root, file)),
    { ...options, noEmit: true, emitDeclarationOnly: false, composite: false, incremental: false },
  )
  return files.flatMap((file) => {
    const source = program.getSourceFile(path.join(root, file))
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found.map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  })
}

test('a feature that is laid compiles, is entered where features are listed, and crosses no border', async () => {
  const { laid, changed } = await layFeature(root, crew)
  expect(laid).toContain('server/features/lift-crew/feature.ts')
  expect(laid).toContain('server/platform/db/migrations/20261201T1020_lift_crews.ts')
  expect(changed).toEqual(['server/contracts/late-routes.ts', 'server/repositories.ts', 'server/features.ts'])
  expect(faultsOf([...laid, ...changed])).toEqual([])
  const sources = await readSources(root)
  expect(crossings(importsOf(sources, await readAliases(root)))).toEqual([])
})

test('a noun that is there, or is none, is refused before anything is written', async () => {
  await expect(layFeature(root, { ...crew, noun: 'task', plural: 'tasks' })).rejects.toThrow(NotNew)
  await expect(layFeature(root, { ...crew, noun: 'Lift crew' })).rejects.toThrow('no name in lowerCamel')
  await expect(layFeature(root, { ...crew, noun: 'liftCrews' })).rejects.toThrow('two names')
})
