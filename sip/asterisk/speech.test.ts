import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePrompts, promptTexts, telephoneWav } from './speech.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import type { Speech } from '#sip/speech/engine.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-prompts-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const warnings: string[] = []
const log = {
  debug: () => {},
  info: () => {},
  warn: (_: object, message: string) => void warnings.push(message),
  error: () => {},
}
let said: string[] = []
const speech: Speech = {
  async speak(text) {
    said.push(text)
    return wav(new Int16Array(22_050), 22_050)
  },
}
const names = Object.keys(promptTexts)

describe('makePrompts', () => {
  it('makes every prompt of the dialplan once', async () => {
    said = []
    expect(await makePrompts(folder, speech, log)).toEqual(names)
    const dialplan = await readFile(new URL('conf/extensions.conf', import.meta.url), 'utf8')
    const played = [...dialplan.matchAll(/\$\{PROMPTS\}\/(?!ru\/)([a-z-]+)/g)].map(([, name]) => name)
    expect(played.filter((name) => name !== 'beep' && !names.includes(name ?? ''))).toEqual([])
    await makePrompts(folder, speech, log)
    expect(said).toHaveLength(names.length)
  })

  it('makes one anew whose text has changed, and keeps a person’s recording', async () => {
    await makePrompts(folder, speech, log)
    await writeFile(join(folder, 'menu.txt'), 'an older text')
    await rm(join(folder, 'greeting.txt'))
    await writeFile(join(folder, 'greeting.wav'), 'a voice')
    said = []
    await makePrompts(folder, speech, log)
    expect(said).toEqual([promptTexts['menu']])
    expect(await readFile(join(folder, 'greeting.wav'), 'utf8')).toBe('a voice')
  })

  it('goes on without an engine, and says so', async () => {
    const none: Speech = { speak: () => Promise.reject(new Error('spawn espeak-ng ENOENT')) }
    expect(await makePrompts(folder, none, log)).toEqual([])
    expect(warnings.at(-1)).toContain('no speech engine')
  })
})

describe('telephoneWav', () => {
  it('makes 8 kHz mono of what a recorder makes', () => {
    const stereo = wav(
      Int16Array.from({ length: 88_200 }, (_, i) => (i % 2 === 0 ? 1000 : 3000)),
      44_100,
    )
    stereo.writeUInt16LE(2, 22)
    const { samples, rate } = readWav(telephoneWav(stereo))
    expect([rate, samples.length]).toEqual([8000, 8000])
    expect(Math.abs((samples[4000] ?? 0) - 2000)).toBeLessThan(20)
  })

  it.each([
    ['text', Buffer.from('RIFF....WAVE')],
    ['nothing', Buffer.alloc(0)],
    ['8 bit', Buffer.from(wav(new Int16Array(8), 8000)).fill(8, 34, 35)],
    ['three channels', Buffer.from(wav(new Int16Array(8), 8000)).fill(3, 22, 23)],
  ])('refuses %s', (_, file) => {
    expect(() => telephoneWav(file)).toThrow()
  })
})
