import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { telephoneWav } from '#sip/asterisk/speech.ts'
import { readWav } from '#sip/sound/wav.ts'
import { obtainRhvoice } from '#sip/testing/rhvoice.ts'
import type { Speech } from './engine.ts'
import { espeak, hasEspeak } from './espeak.ts'
import { installedVoices, rhvoice, rhvoiceVoices, type RhvoiceVoice } from './rhvoice.ts'

const announcement =
  'Аварийное отключение холодной воды. Улица Мира, дома с первого по пятнадцатый. ' +
  'Причина: порыв на сетях. Воду обещают дать сегодня до восемнадцати часов.'

/** What a caller would hear: seconds, loudness (0 to 1), and how long it took to make. */
async function measured(speech: Speech) {
  const from = performance.now()
  const file = telephoneWav(await speech.speak(announcement))
  const madeInMs = Math.round(performance.now() - from)
  const { samples } = readWav(file)
  const loudness = Math.sqrt(samples.reduce((sum, one) => sum + (one / 32_768) ** 2, 0) / samples.length)
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  // of tenths of a second: speech has pauses, a tone or a noise has none
  const parts = Array.from({ length: Math.floor(samples.length / 800) }, (_, n) =>
    samples.subarray(n * 800, (n + 1) * 800).reduce((most, one) => Math.max(most, Math.abs(one)), 0),
  )
  const quiet = parts.filter((loudest) => loudest < peak / 20).length / parts.length
  return { seconds: samples.length / 8000, loudness, peak, quiet, madeInMs }
}

describe('the engines of Debian', { tags: ['programs'] }, () => {
  beforeAll(async () => {
    for (const [name, value] of Object.entries(await obtainRhvoice())) vi.stubEnv(name, value)
  }, 400_000)
  afterAll(() => void vi.unstubAllEnvs())

  it('are both here, with the four voices that may be used', async () => {
    expect(await hasEspeak()).toBe(true)
    expect(await installedVoices()).toEqual([...rhvoiceVoices])
  })

  it('speak the same announcement in about the same time and loudness', async () => {
    const spoken = { espeak: await measured(espeak) } as Record<string, Awaited<ReturnType<typeof measured>>>
    // one after the other: the times are to mean something
    for (const voice of rhvoiceVoices) spoken[voice] = await measured(rhvoice(voice))
    console.table(spoken)
    for (const [name, { seconds, loudness, peak, quiet }] of Object.entries(spoken)) {
      // 24 words: nobody says them in six seconds or needs more than twenty
      expect(seconds, name).toBeGreaterThan(6)
      expect(seconds, name).toBeLessThan(20)
      expect(loudness, name).toBeGreaterThan(0.02)
      expect(loudness, name).toBeLessThan(0.4)
      expect(peak, name).toBeGreaterThan(4000)
      expect(quiet, name).toBeGreaterThan(0.03)
      expect(quiet, name).toBeLessThan(0.6)
    }
    expect(new Set(Object.values(spoken).map(({ seconds }) => seconds)).size).toBe(5)
  })

  it('take whatever a text holds as words', async () => {
    const text = '-o /tmp/x --help\n"; rm -rf / & $(reboot) <speak> Вода.'
    for (const speech of [espeak, rhvoice('Anna')])
      expect(readWav(await speech.speak(text)).samples.length).toBeGreaterThan(8000)
  })

  it.each(['Mikhail', 'Tatiana', 'Victoria'])('%s is refused by name', async (voice) => {
    await expect(rhvoice(voice as RhvoiceVoice).speak('Да')).rejects.toThrow(/may not be used/)
  })
})

describe('where RHVoice is not', () => {
  it('there are no voices, and speaking says that it is missing', async () => {
    vi.stubEnv('RHVOICE_DATA_PATH', '/nonexistent')
    vi.stubEnv('PATH', '/nonexistent')
    expect(await installedVoices()).toEqual([])
    expect(await hasEspeak()).toBe(false)
    await expect(rhvoice('Anna').speak('Да')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(espeak.speak('Да')).rejects.toMatchObject({ code: 'ENOENT' })
    vi.unstubAllEnvs()
  })
})
