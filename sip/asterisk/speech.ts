import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { SipLog } from '../live.ts'
import { readWav, resample, wav } from './wav.ts'

/** Speaks a text into a WAV of 16 bit, mono; rejected when the engine is missing. */
export interface Speech {
  speak(text: string): Promise<Buffer>
}

/** What callers hear. Recording must be told of (152-ФЗ); the ten minutes are those of ПП 416, п. 13. */
export const promptTexts: Record<string, string> = {
  greeting: 'Здравствуйте! Вы позвонили в диспетчерскую службу. Разговор записывается. Оставайтесь на линии.',
  overflow:
    'Извините, все диспетчеры сейчас заняты. Ваш звонок записан. Мы перезвоним вам в течение десяти минут.',
}

const run = promisify(execFile)

/** espeak-ng as a child process, no shell. */
export const espeak: Speech = {
  async speak(text) {
    const folder = await mkdtemp(join(tmpdir(), 'vakhta-speech-'))
    try {
      const file = join(folder, 'out.wav')
      await run('espeak-ng', ['-v', 'ru', '-s', '150', '-w', file, '--', text], { timeout: 20_000 })
      return await readFile(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/**
 * Makes the prompts that are missing in `folder`, 8 kHz WAV as Asterisk plays it, and returns the names of those
 * that are there. Without an engine the calls go on without them; the log says so. A recording made by a person and
 * put there under the same name is kept.
 */
export async function makePrompts(folder: string, speech: Speech, log: SipLog): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const made: string[] = []
  for (const [name, text] of Object.entries(promptTexts)) {
    const file = join(folder, `${name}.wav`)
    try {
      if (!(await readFile(file).catch(() => null))) {
        const { samples, rate } = readWav(await speech.speak(text))
        await writeFile(`${file}.part`, wav(resample(samples, rate, 8000), 8000))
        await rename(`${file}.part`, file)
      }
      made.push(name)
    } catch (error) {
      log.warn({ prompt: name, error }, 'no speech engine (espeak-ng): callers will not hear this prompt')
    }
  }
  return made
}
