import { access, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { voiceName } from '#domain/speech/voice.ts'
import type { Announcements, Voices } from '#server/ports.ts'
import { putWhole } from '#sip/asterisk/sounds/put-whole.ts'
import { telephoneWav } from '#sip/asterisk/speech.ts'

/** Where it is remembered what was spoken into which file. */
interface SpokenFiles {
  put(made: { file: string; text: string; voice: string }): Promise<void>
  forget(files: readonly string[]): Promise<void>
}

/** The folder ANNOUNCEMENTS_DIR, which Asterisk plays from; every file appears whole or not at all. */
export function createAnnouncements(options: {
  dir: string
  voices: Voices
  spokenFiles: SpokenFiles
}): Announcements {
  const { dir, voices, spokenFiles } = options
  const put = async (name: string, wav: Buffer): Promise<void> => {
    const file = path.join(dir, name)
    await mkdir(path.dirname(file), { recursive: true })
    await putWhole(file, wav)
  }
  return {
    dir,
    voices,
    has: (name) =>
      access(path.join(dir, name)).then(
        () => true,
        () => false,
      ),
    async speak(name, text) {
      const voice = await voices.current()
      if (voice === null) return false
      const spoken = await voices.speak(voice, text).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      })
      if (spoken === null) return false
      await put(name, telephoneWav(spoken))
      await spokenFiles.put({ file: name, text, voice: voiceName(voice) })
      return true
    },
    async keep(name, recording) {
      let wav: Buffer
      try {
        wav = telephoneWav(recording)
      } catch {
        return false
      }
      await put(name, wav)
      await spokenFiles.forget([name])
      return true
    },
    async sweep(folders, named, before) {
      const read = (folder: string) =>
        readdir(path.join(dir, folder), { recursive: true, withFileTypes: true }).catch(() => [])
      const entries = (await Promise.all(folders.map(read))).flat()
      const swept: string[] = []
      for (const entry of entries) {
        if (!entry.isFile() || !/\.wav(\.part)?$/.test(entry.name)) continue
        const file = path.join(entry.parentPath, entry.name)
        const name = path.relative(dir, file)
        if (named.has(name) || (await stat(file)).mtime >= before) continue
        await rm(file, { force: true })
        swept.push(name)
      }
      await spokenFiles.forget(swept)
      return swept.length
    },
  }
}

/** The engine is not installed. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
