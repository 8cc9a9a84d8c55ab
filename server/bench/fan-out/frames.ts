/** As much of a message as tells what it is, and of a journal frame which part it covers. */
const PEEK = 64

/**
 * Reads a server's unmasked WebSocket frames as they come in pieces and tells the beginning of each: boards that
 * count what they get must cost less than what they measure.
 */
export function readFrames(onFrame: (beginning: string) => void): (piece: Buffer) => void {
  let left: Buffer = Buffer.alloc(0)
  /** Bytes of a frame already told that are still to come. */
  let skip = 0
  return (piece) => {
    let data = left.length === 0 ? piece : Buffer.concat([left, piece])
    left = Buffer.alloc(0)
    for (;;) {
      const skipped = Math.min(skip, data.length)
      skip -= skipped
      data = data.subarray(skipped)
      const frame = headOf(data)
      if (frame === null || data.length < frame.at + Math.min(frame.size, PEEK)) break
      onFrame(data.toString('latin1', frame.at, frame.at + Math.min(frame.size, PEEK)))
      skip = frame.at + frame.size
    }
    left = data
  }
}

/** Where the payload begins and how long it is; null when the head is not whole. */
function headOf(data: Buffer): { at: number; size: number } | null {
  if (data.length < 2) return null
  const short = (data[1] ?? 0) & 0x7f
  if (short < 126) return { at: 2, size: short }
  if (short === 126) return data.length < 4 ? null : { at: 4, size: data.readUInt16BE(2) }
  return data.length < 10 ? null : { at: 10, size: Number(data.readBigUInt64BE(2)) }
}
