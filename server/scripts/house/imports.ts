import { readFile } from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'
import { z } from 'zod'
import type { Source } from './sources.ts'

/** One file imports another of ours. */
export interface Import {
  from: string
  to: string
  /** `type` is gone when the code runs; `later` is a call of `import()`: a page that is loaded when it is opened. */
  kind: 'value' | 'type' | 'later'
}

/** `imports` of package.json: `#contracts/*` is a folder. */
export type Aliases = Record<string, string>

export async function readAliases(root: string): Promise<Aliases> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8')
  const { imports } = z
    .object({ imports: z.record(z.string(), z.string().nullable()) })
    .parse(JSON.parse(text))
  // null closes a folder to the alias above it: nothing leads there
  return Object.fromEntries(
    Object.entries(imports).flatMap(([alias, to]) => (to === null ? [] : [[alias, to]])),
  )
}

/** Every import of one of these files by another, imports of types among them. */
export function importsOf(sources: Source[], aliases: Aliases): Import[] {
  const known = new Set(sources.map((source) => source.path))
  return sources.flatMap((source) =>
    scripts(source)
      .flatMap(specifiers)
      .flatMap(({ specifier, kind }) => {
        const to = resolve(source.path, specifier, aliases)
        return to === null || !known.has(to) || to === source.path ? [] : [{ from: source.path, to, kind }]
      }),
  )
}

const scripts = ({ path: file, text }: Source): string[] =>
  file.endsWith('.vue')
    ? [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)
    : [text]

const specifiers = (script: string): { specifier: string; kind: Import['kind'] }[] =>
  // TypeScript's own scanner: it knows comments and strings from imports
  ts.preProcessFile(script, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    kind: kindOf(script.slice(0, pos)),
  }))

/** By what stands before the name of the file. `import('…').Type` does not pass the linter, so `import(` is a call. */
function kindOf(before: string): Import['kind'] {
  if (/\bimport\s*\(\s*$/.test(before)) return 'later'
  const begins = [...before.matchAll(/^[ \t]*(?:import|export)\b/gm)].at(-1)?.index ?? 0
  return /^\s*(?:import|export)\s+type\b/.test(before.slice(begins)) ? 'type' : 'value'
}

/** Where an import leads, as Node and Vite find it: imports carry their extension here. Null for a package. */
export function resolve(from: string, specifier: string, aliases: Aliases): string | null {
  const [bare = ''] = specifier.split('?')
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(from), bare)
  for (const [alias, folder] of Object.entries(aliases)) {
    const [start = '', end = ''] = alias.split('*')
    if (bare.startsWith(start) && bare.endsWith(end))
      return path.posix.normalize(folder.replace('*', bare.slice(start.length)))
  }
  return null
}
