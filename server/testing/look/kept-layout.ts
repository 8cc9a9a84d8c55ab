import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Landmark } from './landmarks.ts'

/**
 * The pictures of docs/look, and what stands where in them. The test compares boxes by name and not pixels: the same
 * page on another machine, an hour later, with other numbers and clocks has no pixel row alike, while a panel that fell
 * under another one, a column that is gone or a table of half its width is a box elsewhere, and the message says which.
 * Both are written by the same run (`npm run docs:look`), so a picture that shows something else than the boxes say
 * cannot be committed by halves.
 */
export const lookFolder = path.resolve(import.meta.dirname, '../../../docs/look')
export const layoutFile = path.join(lookFolder, 'layout.json')
export const pictureSizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const
export const themes = ['light', 'dark'] as const
export const pictureOf = (name: string, width: number, theme: string): string =>
  `${name}-${width}${theme === 'dark' ? '-dark' : ''}.webp`

/** By sight, then by width of the window. */
const KeptLayout = z.record(
  z.string(),
  z.record(z.string(), z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]))),
)
export type KeptLayout = z.infer<typeof KeptLayout>

export const kept = (landmarks: readonly Landmark[]): KeptLayout[string][string] =>
  landmarks.map(({ name, box }) => [name, ...box])

export async function readLayout(): Promise<(sight: string, width: number) => Landmark[] | null> {
  const layout = KeptLayout.parse(JSON.parse(await readFile(layoutFile, 'utf8')))
  return (sight, width) => layout[sight]?.[width]?.map(([name, ...box]) => ({ name, box })) ?? null
}
