import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { heldName, usualName } from '#sip/asterisk/sounds/music.ts'
import { putWhole } from '#sip/asterisk/sounds/put-whole.ts'
import { telephoneRate } from '#sip/sound/sine.ts'

const own = '.own.txt'
const headBytes = 44

/** Where Asterisk takes it from (sip/asterisk/sounds/music.ts). */
export const musicFile = (dir: string): string => path.join(dir, 'music', heldName)

/** Who listens hears the former to its end, the next caller this one. */
export async function putMusic(dir: string, sound: Buffer, name: string): Promise<void> {
  await mkdir(path.join(dir, 'music'), { recursive: true })
  // Asterisk must not find half a file should it start just now
  const part = path.join(dir, 'music', '.part.wav')
  await putWhole(part, sound)
  await rename(part, musicFile(dir))
  await putWhole(path.join(dir, 'music', own), name)
}

/** What came with Asterisk is heard again; nothing, where it has not been here yet: it brings it when it starts. */
export async function usualMusic(dir: string): Promise<void> {
  const part = path.join(dir, 'music', '.part.wav')
  const isThere = await copyFile(path.join(dir, 'music', usualName), part).then(
    () => true,
    () => false,
  )
  if (isThere) await rename(part, musicFile(dir))
  else await rm(musicFile(dir), { force: true })
  await rm(path.join(dir, 'music', own), { force: true })
}

export async function musicThere(dir: string): Promise<{ seconds: number; name: string | null } | null> {
  const [found, name] = await Promise.all([
    stat(musicFile(dir)).catch(() => null),
    readFile(path.join(dir, 'music', own), 'utf8').catch(() => null),
  ])
  return found === null ? null : { seconds: Math.round((found.size - headBytes) / 2 / telephoneRate), name }
}
