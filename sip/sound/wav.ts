import { telephoneRate } from './sine.ts'
import { decodeUlaw, encodeUlaw } from './ulaw.ts'

export interface Sound {
  /** Of 16 bit, one channel. */
  samples: Int16Array
  /** Samples a second. */
  rate: number
}

/** The formats of RIFF/WAVE that are read, by their number. */
const formats = {
  1: { bits: 16, sampleAt: (data: Buffer, n: number) => data.readInt16LE(2 * n) },
  7: { bits: 8, sampleAt: (data: Buffer, n: number) => decodeUlaw(data[n] ?? 0) },
} as const

interface Shape {
  channels: 1 | 2
  rate: number
  format: (typeof formats)[keyof typeof formats]
}

/**
 * Reads RIFF/WAVE of 16 bit PCM or of µ-law, mono or stereo (mixed to mono). A length of 0 or beyond the end means "to
 * the end": what was written to a pipe does not know its own.
 * @throws Error for anything else
 */
export function readWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('not a WAV file')
  let shape: Shape | undefined
  for (let at = 12; at + 8 <= file.length;) {
    const kind = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const start = at + 8
    if (kind === 'fmt ') shape = shapeOf(file.subarray(start))
    if (kind === 'data') {
      if (shape === undefined) throw new Error('a WAV file without a format')
      const end = size === 0 ? file.length : Math.min(start + size, file.length)
      return { samples: samplesOf(file.subarray(start, end), shape), rate: shape.rate }
    }
    // chunks begin at even offsets
    at = start + size + (size % 2)
  }
  throw new Error('a WAV file without sound')
}

function shapeOf(chunk: Buffer): Shape {
  const number = chunk.readUInt16LE(0)
  const [channels, rate, bits] = [chunk.readUInt16LE(2), chunk.readUInt32LE(4), chunk.readUInt16LE(14)]
  const format = number === 1 || number === 7 ? formats[number] : undefined
  if (format === undefined || format.bits !== bits || (channels !== 1 && channels !== 2))
    throw new Error('neither 16 bit PCM nor µ-law, mono or stereo')
  if (rate === 0) throw new Error('a WAV file without a rate')
  return { channels, rate, format }
}

function samplesOf(data: Buffer, { channels, format: { bits, sampleAt } }: Shape): Int16Array {
  const frame = (channels * bits) / 8
  return Int16Array.from({ length: Math.floor(data.length / frame) }, (_, n) =>
    channels === 1 ? sampleAt(data, n) : (sampleAt(data, 2 * n) + sampleAt(data, 2 * n + 1)) >> 1,
  )
}

/** 16 bit, mono: what Asterisk's format_wav reads and writes. */
export function wav(samples: Int16Array, rate: number): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, i) => data.writeInt16LE(sample, i * 2))
  return riff({ format: 1, bits: 16, rate, data })
}

/** 8 kHz µ-law, mono: half as large, and played by browsers as it is. */
export const ulawWav = (samples: Int16Array): Buffer =>
  riff({ format: 7, bits: 8, rate: telephoneRate, data: Buffer.from(Array.from(samples, encodeUlaw)) })

function riff(sound: { format: 1 | 7; bits: number; rate: number; data: Buffer }): Buffer {
  const { format, bits, rate, data } = sound
  const bytes = bits / 8
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(format, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * bytes, 28)
  head.writeUInt16LE(bytes, 32)
  head.writeUInt16LE(bits, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
