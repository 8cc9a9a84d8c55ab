import { Inflate } from 'fflate'
import { fileLimits } from '../limits.ts'
import { FileFault } from '#server/platform/table.ts'

/** A part of a zip file, still packed. */
export interface Part {
  /** Bytes that its header promises it to be; no more are unzipped. */
  size: number
  isStored: boolean
  packed: Uint8Array
}

const signature = {
  local: 0x04034b50,
  entry: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
}
/** The end record and the longest comment behind it. */
const endWithin = 22 + 65_535
/** Deflate makes at most 1032 bytes of one: a step gives 4 MB at the worst. */
const stepBytes = 4_096

/** Parts by name, as the directory at the end of the file lists them (APPNOTE.TXT 4.3). @throws FileFault notATable */
export function openZip(bytes: Uint8Array): Map<string, Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = new Map<string, Part>()
  let { at, count } = directoryOf(view)
  for (; count > 0; count--) {
    if (view.getUint32(at, true) !== signature.entry) throw new FileFault('notATable')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString()
    const { size, packedSize, offset } = sizesOf(view, at, extraLength)
    if (view.getUint32(offset, true) !== signature.local) throw new FileFault('notATable')
    const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    const isStored = view.getUint16(at + 10, true) === 0
    parts.set(name, { size, isStored, packed: bytes.subarray(from, from + packedSize) })
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  }
  return parts
}

function directoryOf(view: DataView): { at: number; count: number } {
  const first = Math.max(0, view.byteLength - endWithin)
  for (let end = view.byteLength - 22; end >= first; end--) {
    if (view.getUint32(end, true) !== signature.end) continue
    if (end >= 20 && view.getUint32(end - 20, true) === signature.locator64) {
      const end64 = Number(view.getBigUint64(end - 12, true))
      if (view.getUint32(end64, true) !== signature.end64) break
      return {
        count: Number(view.getBigUint64(end64 + 32, true)),
        at: Number(view.getBigUint64(end64 + 48, true)),
      }
    }
    return { count: view.getUint16(end + 10, true), at: view.getUint32(end + 16, true) }
  }
  throw new FileFault('notATable')
}

/** Numbers that do not fit 32 bits stand in the extra field 1 instead, in this order (4.5.3). */
function sizesOf(view: DataView, at: number, extraLength: number) {
  let extra = at + 46 + view.getUint16(at + 28, true)
  const end = extra + extraLength
  while (extra + 4 <= end && view.getUint16(extra, true) !== 1) extra += 4 + view.getUint16(extra + 2, true)
  extra += 4
  const read = (field: number): number => {
    const short = view.getUint32(at + field, true)
    if (short !== 0xffffffff) return short
    extra += 8
    if (extra > end) throw new FileFault('notATable')
    return Number(view.getBigUint64(extra - 8, true))
  }
  return { size: read(24), packedSize: read(20), offset: read(42) }
}

/** Unzips a part piece by piece: it never stands in memory as a whole. @throws FileFault notATable */
export function* unzipped({ size, isStored, packed }: Part): Generator<Uint8Array> {
  let left = size
  const pieces: Uint8Array[] = []
  const inflate = new Inflate((piece) => pieces.push(piece))
  for (let at = 0; at < packed.length; at += stepBytes) {
    const step = packed.subarray(at, at + stepBytes)
    if (isStored) pieces.push(step)
    else inflate.push(step, at + stepBytes >= packed.length)
    for (const piece of pieces.splice(0)) {
      left -= piece.length
      if (left < 0) throw new FileFault('notATable')
      yield piece
    }
  }
}

/** What is to be read together promises no more than this machine bears. @throws FileFault unzipsTooLarge */
export function refuseTooLarge(
  parts: readonly (Part | undefined)[],
  most: number = fileLimits.unzippedBytes,
): void {
  const promised = parts.reduce((sum, part) => sum + (part?.size ?? 0), 0)
  if (promised > most) throw new FileFault('unzipsTooLarge')
}
