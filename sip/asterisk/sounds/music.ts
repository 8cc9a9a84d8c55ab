import { copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { isThere } from '#sip/speech/programs.ts'

/**
 * Who waits hears the one file of the folder of music. Asterisk reads the folder's names once, when it starts, and opens
 * the file anew for each caller: replaced under its name, the next one hears the other without a reload. Names with a
 * dot before them it does not see.
 */
export const heldName = 'hold.wav'
export const usualName = '.usual.wav'

/** What is heard until the company brings its own, and again when it takes that away: Debian's. */
export async function prepareMusic(folder: string, systemFolder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const [first] = (await readdir(systemFolder).catch(() => []))
    .filter((name) => name.endsWith('.wav'))
    .toSorted()
  if (first === undefined) return
  for (const name of [usualName, heldName]) {
    const file = join(folder, name)
    if (await isThere(file)) continue
    await copyFile(join(systemFolder, first), `${folder}/.part.wav`)
    await rename(`${folder}/.part.wav`, file)
  }
}
