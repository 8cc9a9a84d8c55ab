import { access, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Announcements } from '#server/ports.ts'
import { putWhole, telephoneWav, type Speech } from '#sip/asterisk/speech.ts'

/** The folder ANNOUNCEMENTS_DIR, which Asterisk plays from; every file appears whole or not at all. */
export function createAnnouncements(options: { dir: string; speech: Speech }): Announcements {
  const { dir, speech } = options
  const put = async (name: string, wav: Buffer): Promise<void> => {
    const file = path.join(dir, name)
    await mkdir(path.dirname(file), { recursive: true })
    await putWhole(file, wav)
  }
  return {
    dir,
    has: (name) =>
      access(path.join(dir, name)).then(
        () => true,
        () => false,
      ),
    async speak(name, text) {
      const spoken = await speech.speak(text).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      })
      if (spoken === null) return false
      await put(name, telephoneWav(spoken))
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
      return true
    },
    async sweep(named, before) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
      let swept = 0
      for (const entry of entries) {
        if (!entry.isFile() || !/\.wav(\.part)?$/.test(entry.name)) continue
        const file = path.join(entry.parentPath, entry.name)
        if (named.has(path.relative(dir, file)) || (await stat(file)).mtime >= before) continue
        await rm(file, { force: true })
        swept++
      }
      return swept
    },
  }
}

/** The engine is not installed. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
