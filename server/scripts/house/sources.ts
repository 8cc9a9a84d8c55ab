import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

/** A file of ours that is read by people: its path from the root of the repository, and its text. */
export interface Source {
  path: string
  text: string
}

const folders = ['server', 'sip', 'client', 'docker']
const left = new Set(['node_modules', 'dist'])

/** Every TypeScript, JavaScript and Vue file, tests as well, in order of path. */
export async function readSources(root: string): Promise<Source[]> {
  const paths = (await Promise.all(folders.map((folder) => list(root, folder)))).flat().toSorted()
  return Promise.all(
    paths.map(async (file) => ({ path: file, text: await readFile(path.join(root, file), 'utf8') })),
  )
}

async function list(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries) {
    const inside = `${folder}/${entry.name}`
    if (entry.isDirectory() && !left.has(entry.name)) found.push(...(await list(root, inside)))
    else if (/\.(?:ts|vue|mjs|js)$/.test(entry.name)) found.push(inside)
  }
  return found
}

export const isTest = (file: string): boolean => file.endsWith('.test.ts')
