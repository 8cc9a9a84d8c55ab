import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dashed, featureFiles, type Noun } from './feature-files.ts'

/** The noun is there already, or is none. */
export class NotNew extends Error {}

/** Before which line, found by its text, another one comes. Each register has one such place. */
const registers: Record<string, (noun: Noun) => readonly (readonly [before: string, line: string])[]> = {
  'server/contracts/late-routes.ts': ({ noun, plural }) => [
    [`import { shutdownRoutes }`, `import { ${noun}Routes } from './routes/${dashed(plural)}.ts'`],
    [`  ...shutdownRoutes,`, `  ...${noun}Routes,`],
  ],
  'server/repositories.ts': ({ noun, plural }) => [
    [
      `import { tasks }`,
      `import { ${plural} } from '#server/features/${dashed(noun)}/db/${dashed(plural)}.ts'`,
    ],
    [`  tasks: tasks(k),`, `  ${plural}: ${plural}(k),`],
  ],
  'server/features.ts': ({ noun }) => [
    [`import { taskFeature }`, `import { ${noun}Feature } from './features/${dashed(noun)}/feature.ts'`],
    [`  taskFeature,`, `  ${noun}Feature,`],
    [`  ...taskFeature.handle,`, `  ...${noun}Feature.handle,`],
  ],
}

/**
 * Lays the files of a feature in the tree at `root` and enters it where features are listed.
 * @throws NotNew before anything is written
 */
export async function layFeature(root: string, noun: Noun): Promise<{ laid: string[]; changed: string[] }> {
  for (const word of [noun.noun, noun.plural])
    if (!/^[a-z][a-zA-Z]{1,30}$/.test(word)) throw new NotNew(`${word} is no name in lowerCamel`)
  if (noun.noun === noun.plural) throw new NotNew('one and many need two names')
  const files = featureFiles(noun)
  const there = Object.keys(files).find((file) => existsSync(path.join(root, file)))
  if (there !== undefined) throw new NotNew(`${there} is there already`)
  const entered = await Promise.all(
    Object.entries(registers).map(async ([file, lines]) => {
      const text = await readFile(path.join(root, file), 'utf8')
      return [file, lines(noun).reduce((so, [before, line]) => insert(file, so, before, line), text)] as const
    }),
  )
  for (const [file, text] of [...Object.entries(files), ...entered]) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await writeFile(path.join(root, file), text)
  }
  return { laid: Object.keys(files), changed: entered.map(([file]) => file) }
}

function insert(file: string, text: string, before: string, line: string): string {
  const at = text.indexOf(`\n${before}`)
  if (at < 0) throw new Error(`${file} has no line that begins with ${before}`)
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`
}
