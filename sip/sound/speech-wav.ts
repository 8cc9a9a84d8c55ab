/** 16 bit, mono, PCM: what Asterisk's format_wav reads and writes. */
export interface Sound {
  samples: Int16Array
  /** Samples a second. */
  rate: number
}

/** Reads RIFF/WAVE of 16 bit PCM, mono or stereo (mixed to mono); throws for anything else. A length of 0 or beyond the end means "to the end". */
export function readWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('not a WAV file')
  let rate = 0
  let channels = 0
  for (let at = 12; at + 8 <= file.length;) {
    const kind = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const start = at + 8
    if (kind === 'fmt ') {
      const [format, bits] = [file.readUInt16LE(start), file.readUInt16LE(start + 14)]
      channels = file.readUInt16LE(start + 2)
      if (format !== 1 || (channels !== 1 && channels !== 2) || bits !== 16)
        throw new Error('not 16 bit PCM, mono or stereo')
      rate = file.readUInt32LE(start + 4)
    }
    if (kind === 'data') {
      const end = size === 0 ? file.length : Math.min(start + size, file.length)
      if (channels === 0 || rate === 0) throw new Error('a WAV file without a format')
      const frame = 2 * channels
      const samples = new Int16Array(Math.floor((end - start) / frame))
      for (let i = 0; i < samples.length; i++) {
        const at = start + i * frame
        const left = file.readInt16LE(at)
        samples[i] = channels === 1 ? left : (left + file.readInt16LE(at + 2)) >> 1
      }
      return { samples, rate }
    }
    at = start + size + (size % 2)
  }
  throw new Error('a WAV file without sound')
}

export function wav(samples: Int16Array, rate: number): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples.length * 2, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => file.writeInt16LE(sample, 44 + i * 2))
  return file
}

const lobes = 16

/** Band-limited (windowed sinc, Hann): what lies above half of the lower rate does not fold into speech. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples
  const cutoff = Math.min(1, to / from)
  const reach = lobes / cutoff
  const out = new Int16Array(Math.floor((samples.length * to) / from))
  for (let i = 0; i < out.length; i++) {
    const centre = (i * from) / to
    let sum = 0
    for (let j = Math.ceil(centre - reach); j <= centre + reach; j++) {
      const x = (j - centre) * cutoff
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      sum += (samples[j] ?? 0) * sinc * cutoff * (0.5 + 0.5 * Math.cos((Math.PI * x) / lobes))
    }
    out[i] = Math.max(-32768, Math.min(32767, Math.round(sum)))
  }
  return out
}
