import { describe, expect, it } from 'vitest'
import { defaultSettings, Settings } from '#contracts/settings.ts'
import { voiceName, voiceOf } from './voice.ts'

const both = { rhvoice: ['Anna', 'Irina'] as const, espeak: true }

describe('who speaks', () => {
  it.each([
    ['auto', 'Anna', both, 'rhvoice:Anna'],
    ['auto', 'Irina', both, 'rhvoice:Irina'],
    ['auto', 'Elena', both, 'rhvoice:Anna'],
    ['auto', 'Anna', { rhvoice: [], espeak: true }, 'espeak'],
    ['rhvoice', 'Irina', both, 'rhvoice:Irina'],
    ['rhvoice', 'Irina', { rhvoice: [], espeak: true }, 'espeak'],
    ['espeak', 'Irina', both, 'espeak'],
    ['espeak', 'Irina', { rhvoice: ['Elena'] as const, espeak: false }, 'rhvoice:Elena'],
    ['auto', 'Anna', { rhvoice: [], espeak: false }, null],
  ] as const)('%s, %s: with what is installed', (speech_engine, speech_voice, installed, name) => {
    const voice = voiceOf({ speech_engine, speech_voice }, installed)
    expect(voice === null ? null : voiceName(voice)).toBe(name)
  })

  it.each(['Artemiy', 'Arina', 'Evgeniy-Rus', 'Mikhail', 'Pavel', 'Tatiana', 'Victoria', 'Vitaliy', 'Yuriy'])(
    'the voice %s, which may not be used commercially, cannot be chosen',
    (name) => {
      expect(Settings.safeParse({ ...defaultSettings, speech_voice: name }).success).toBe(false)
    },
  )
})
