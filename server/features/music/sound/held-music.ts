import { resample } from '#sip/sound/resample.ts'
import { telephoneRate } from '#sip/sound/sine.ts'
import { loudnessOf, soften } from '#sip/sound/soften.ts'
import { readWav, wav } from '#sip/sound/wav.ts'

/** As loud as speech: music is mastered far louder, and a telephone stands at the ear. */
const mostLoudness = 0.1
/** Below it nobody hears anything, and callers would think the line dead. */
const leastLoudness = 0.002
const leastSeconds = 5

/** 8 kHz, softened; null for what is no WAV of 16 bit, is too short, or silent. */
export function heldMusic(file: Buffer): Buffer | null {
  try {
    const { samples, rate } = readWav(file)
    if (samples.length < rate * leastSeconds || loudnessOf(samples) < leastLoudness) return null
    return wav(soften(resample(samples, rate, telephoneRate), mostLoudness), telephoneRate)
  } catch {
    return null
  }
}
