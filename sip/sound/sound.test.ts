import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createLevelMeter } from './level.ts'
import { soundOf } from '#sip/caller/node-caller.ts'
import { resample } from './resample.ts'
import { isSampleName, samples } from '#sip/caller/samples.ts'
import { createDigitReader, telephoneEventType } from '#sip/caller/telephone-event.ts'
import { sine } from './sine.ts'
import { decodeUlaw, encodeUlaw } from './ulaw.ts'
import { readWav, ulawWav, wav } from './wav.ts'

it('codes µ-law as ITU-T G.711 has it, within its steps', () => {
  expect(encodeUlaw(0)).toBe(0xff)
  expect(encodeUlaw(32_767)).toBe(0x80)
  expect(encodeUlaw(-32_768)).toBe(0x00)
  expect(decodeUlaw(0xff)).toBe(0)
  for (let sample = -32_000; sample <= 32_000; sample += 97) {
    const step = Math.max(8, Math.abs(sample) / 16)
    expect(Math.abs(decodeUlaw(encodeUlaw(sample)) - sample)).toBeLessThanOrEqual(step)
  }
  const bytes = Array.from({ length: 256 }, (_, byte) => byte)
  // 0x7f is a second zero.
  expect(bytes.filter((byte) => encodeUlaw(decodeUlaw(byte)) !== byte)).toEqual([0x7f])
})

it('reads back the WAV that it writes, whole and cut off in a pipe, and refuses others', () => {
  const sound = sine(440, 0.1)
  for (const length of [1_600, 0, 0x7fff_f000]) {
    const file = wav(sound, 22_050)
    file.writeUInt32LE(length, 40)
    expect(readWav(file)).toEqual({ samples: sound, rate: 22_050 })
  }
  const narrow = readWav(ulawWav(sound))
  expect(narrow.rate).toBe(8_000)
  expect(narrow.samples).toEqual(sound.map((sample) => decodeUlaw(encodeUlaw(sample))))
  expect(() => readWav(Buffer.from('not a sound'))).toThrow('not a WAV file')
  const float = wav(sound, 8_000)
  float.writeUInt16LE(3, 20)
  expect(() => readWav(float)).toThrow('16 bit PCM')
})

it('mixes the two sides of a recording', () => {
  const both = wav(Int16Array.of(1_000, 3_000, -2_000, -4_000), 8_000)
  both.writeUInt16LE(2, 22)
  expect([...readWav(both).samples]).toEqual([2_000, -3_000])
})

it('keeps a tone when it resamples, and drops what the new rate cannot carry', () => {
  const tone = (hz: number): Int16Array =>
    Int16Array.from({ length: 22_050 }, (_, i) => 10_000 * Math.sin((2 * Math.PI * hz * i) / 22_050))
  const rms = (sound: Int16Array): number =>
    Math.sqrt(
      sound.subarray(500, -500).reduce((sum, sample) => sum + sample * sample, 0) / (sound.length - 1_000),
    )
  expect(rms(resample(tone(1_000), 22_050, 8_000))).toBeCloseTo(10_000 / Math.SQRT2, -2)
  expect(rms(resample(tone(6_000), 22_050, 8_000))).toBeLessThan(50)
})

it('has a small sound file for every sample, and no other', () => {
  const folder = new URL('../caller/samples/', import.meta.url)
  const files = readdirSync(folder).map((file) => file.replace('.wav', ''))
  expect(files.toSorted()).toEqual(Object.keys(samples).toSorted())
  for (const name of files) {
    const file = new URL(`${name}.wav`, folder)
    expect(statSync(file).size).toBeLessThan(100_000)
    const meter = createLevelMeter()
    meter.take(readWav(readFileSync(file)).samples)
    expect(meter.heard().energy).toBeGreaterThan(0.005)
  }
  expect(isSampleName('leak')).toBe(true)
  expect(isSampleName('toString')).toBe(false)
})

it('makes a tone of the level it says', async () => {
  const meter = createLevelMeter()
  meter.take(await soundOf({ toneHz: 440 }))
  expect(meter.heard().energy).toBeCloseTo(30 * ((8_192 / 32_768) ** 2 / 2), 1)
})

it('reads keys from telephone events, each once', () => {
  const reader = createDigitReader()
  const press = (timestamp: number, event: number): void => {
    for (let packet = 0; packet < 6; packet += 1)
      reader.take(timestamp, Uint8Array.of(event, 0x8a, 0, packet))
  }
  press(160, 1)
  press(2_000, 1)
  press(4_000, 11)
  press(6_000, 200)
  expect(reader.digits()).toBe('11#')
  expect(telephoneEventType('a=rtpmap:0 PCMU/8000\r\na=rtpmap:126 telephone-event/8000\r\n')).toBe(126)
  expect(telephoneEventType('a=rtpmap:0 PCMU/8000\r\n')).toBeUndefined()
})
