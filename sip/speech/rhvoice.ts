import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineTimeoutMs, noEngine, type Speech } from './engine.ts'
import { isProgram, isThere } from './programs.ts'

/** Russian voices that a company may use: LGPL-2.1-or-later (docs/NOTICE.md). */
export const rhvoiceVoices = ['Anna', 'Elena', 'Irina', 'Aleksandr'] as const
export type RhvoiceVoice = (typeof rhvoiceVoices)[number]

/** `RHVoice-test` of Debian's package `rhvoice`: the one of its programs that needs neither D-Bus nor a sound card. */
const program = 'RHVoice-test'

/** RHVoice itself asks the same variable. */
const voiceFile = (voice: string): string =>
  join(process.env['RHVOICE_DATA_PATH'] ?? '/usr/share/RHVoice', 'voices', voice.toLowerCase(), 'voice.info')

/** Which of the voices that may be used are installed, in our order; none without the program. */
export async function installedVoices(): Promise<RhvoiceVoice[]> {
  if (!(await isProgram(program))) return []
  const found = await Promise.all(rhvoiceVoices.map((voice) => isThere(voiceFile(voice))))
  return rhvoiceVoices.filter((_, n) => found[n])
}

/**
 * RHVoice as a child process, no shell. A voice that it does not know it replaces by another without a word, perhaps by
 * one that nobody may use commercially: so it is looked for first.
 */
export const rhvoice = (voice: RhvoiceVoice): Speech => ({
  async speak(text) {
    if (!rhvoiceVoices.includes(voice))
      throw new Error(`the voice ${String(voice)} may not be used: CC BY-NC-ND-4.0`)
    if (!(await isThere(voiceFile(voice)))) throw noEngine(`the voice ${voice} of RHVoice`)
    const folder = await mkdtemp(join(tmpdir(), 'vakhta-speech-'))
    try {
      const file = join(folder, 'out.wav')
      await tell(['-p', voice, '-o', file], text)
      return await readFile(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})

/** Runs it with the text at its standard input. */
function tell(args: string[], text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: engineTimeoutMs,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-500)
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`${program} ended with ${signal ?? code}: ${said.trim()}`))
    })
    // one that ends before it has read everything is told of by its code
    child.stdin.on('error', () => {})
    child.stdin.end(text)
  })
}
