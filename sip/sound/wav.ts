import { ulawRate } from './ulaw.ts'

const formatUlaw = 7

/** A WAV file of 8 kHz µ-law, one channel: small, and played by browsers as it is. */
export function writeUlawWav(sound: Uint8Array): Buffer {
  const header = Buffer.alloc(46)
  header.write('RIFF', 0)
  header.writeUInt32LE(38 + sound.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(18, 16)
  header.writeUInt16LE(formatUlaw, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(ulawRate, 24)
  header.writeUInt32LE(ulawRate, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 38)
  header.writeUInt32LE(sound.length, 42)
  return Buffer.concat([header, sound])
}

interface Wav {
  format: number
  channels: number
  rate: number
  data: Buffer
}

/**
 * Reads the chunks of a RIFF WAVE file. A data chunk whose length is unknown (written to a pipe) ends with the file.
 * @throws Error when it is no WAV file
 */
export function readWav(file: Buffer): Wav {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('Not a WAV file')
  }
  const wav: Wav = { format: 0, channels: 0, rate: 0, data: Buffer.alloc(0) }
  let at = 12
  while (at + 8 <= file.length) {
    const name = file.toString('latin1', at, at + 4)
    const length = file.readUInt32LE(at + 4)
    const body = file.subarray(at + 8, at + 8 + length)
    if (name === 'fmt ') {
      wav.format = body.readUInt16LE(0)
      wav.channels = body.readUInt16LE(2)
      wav.rate = body.readUInt32LE(4)
    } else if (name === 'data') {
      wav.data = body
    }
    // Chunks begin at even offsets.
    at += 8 + length + (length % 2)
  }
  return wav
}

/**
 * The µ-law bytes of a file written by `writeUlawWav`.
 * @throws Error when it holds another format
 */
export function readUlawWav(file: Buffer): Uint8Array {
  const { format, channels, rate, data } = readWav(file)
  if (format !== formatUlaw || channels !== 1 || rate !== ulawRate) {
    throw new Error('Expected 8 kHz µ-law with one channel')
  }
  return data
}
