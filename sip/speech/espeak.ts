import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { engineTimeoutMs, type Speech } from './engine.ts'
import { isProgram } from './programs.ts'

const run = promisify(execFile)

/** espeak-ng as a child process, no shell. */
export const espeak: Speech = {
  async speak(text) {
    const folder = await mkdtemp(join(tmpdir(), 'vakhta-speech-'))
    try {
      const file = join(folder, 'out.wav')
      await run('espeak-ng', ['-v', 'ru', '-s', '150', '-w', file, '--', text], { timeout: engineTimeoutMs })
      return await readFile(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

export const hasEspeak = (): Promise<boolean> => isProgram('espeak-ng')
