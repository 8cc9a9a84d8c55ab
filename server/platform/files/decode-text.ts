import { isUtf8 } from 'node:buffer'
import { FileFault } from '../table.ts'

const stepBytes = 262_144

/**
 * Text of a file as UTF-8, whatever it was: UTF-8, UTF-16 with its mark («Текст Юникод» of Excel), else Windows-1251.
 * @throws FileFault notATable
 */
export function asUtf8(bytes: Uint8Array): Uint8Array {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!isUtf16 && isUtf8(bytes)) return withoutZero(bytes)
  const decoder = new TextDecoder(isUtf16 ? 'utf-16le' : 'windows-1251')
  const pieces: Buffer[] = []
  // piece by piece: as one text it would stand in memory twice
  for (let at = 0; at < bytes.length; at += stepBytes)
    pieces.push(Buffer.from(decoder.decode(bytes.subarray(at, at + stepBytes), { stream: true })))
  pieces.push(Buffer.from(decoder.decode()))
  return withoutZero(Buffer.concat(pieces))
}

/** No text has a zero byte: a picture, an archive, a program. PostgreSQL keeps none either. */
function withoutZero(text: Uint8Array): Uint8Array {
  if (text.includes(0)) throw new FileFault('notATable')
  return text
}
