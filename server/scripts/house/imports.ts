import path from 'node:path'
import ts from 'typescript'
import type { Source } from './sources.ts'

/** One file imports another of ours. */
export interface Import {
  from: string
  to: string
  /** `import('…')` that runs later: a page that is loaded when it is opened. */
  isLater: boolean
}

/** `imports` of package.json: `#contracts/*` is a folder. */
export type Aliases = Record<string, string>

/** Every import of one of these files by another, imports of types among them. */
export function importsOf(sources: Source[], aliases: Aliases): Import[] {
  const known = new Set(sources.map((source) => source.path))
  return sources.flatMap((source) => {
    const found = new Map<string, Import>()
    for (const { specifier, isLater } of scripts(source).flatMap(specifiers)) {
      const to = resolve(source.path, specifier, aliases)
      if (to === null || !known.has(to) || to === source.path) continue
      // what is imported at once as well is no later import
      found.set(to, { from: source.path, to, isLater: isLater && (found.get(to)?.isLater ?? true) })
    }
    return [...found.values()]
  })
}

const scripts = ({ path: file, text }: Source): string[] =>
  file.endsWith('.vue')
    ? [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)
    : [text]

const specifiers = (script: string): { specifier: string; isLater: boolean }[] =>
  // TypeScript's own scanner: it knows comments and strings from imports
  ts.preProcessFile(script, true, true).importedFiles.map(({ fileName, pos }) => {
    const before = script.slice(0, pos)
    // `typeof import('…')` and `import('…').Type` are types; only a call is later
    const isCall = /\bimport\s*\(\s*$/.test(before) && !/(?:typeof\s+|:\s*)import\s*\(\s*$/.test(before)
    return { specifier: fileName, isLater: isCall }
  })

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
