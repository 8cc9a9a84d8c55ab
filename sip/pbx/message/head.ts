/** Where one header field stands in a message: `[start, colon)` is its name, `(colon, end)` its value. */
export interface FieldPlace {
  start: number
  colon: number
  end: number
  /** Value lines after the first (RFC 3261 §7.3.1), each from its first character to its end. */
  folded: (readonly [start: number, end: number])[] | null
}

export interface Head {
  /** Of the start line. */
  start: number
  end: number
  fields: FieldPlace[]
  /** Where the body begins; -1 when the empty line is missing. */
  body: number
  /** What is wrong with the form; what stands after the fault was not looked at. */
  fault: string | null
}

/** Bytes of start line and header fields; browsers send 1–2 kB, the longest torture message has 4. */
export const maxHeadBytes = 16 * 1024
/** More header fields than this are refused; the longest torture message has 34. */
const maxFields = 200

const CR = 13
const LF = 10
const COLON = 58

/**
 * Finds the parts of a message's head in one pass: no byte is looked at more than a few times whatever stands there,
 * none after the first fault, and none beyond `maxHeadBytes`.
 */
export function scanHead(bytes: Uint8Array): Head {
  let start = 0
  // RFC 3261 §7.5: empty lines before the start line are ignored.
  while (start < maxHeadBytes && bytes[start] === CR && bytes[start + 1] === LF) start += 2
  const limit = Math.min(bytes.length, start + maxHeadBytes)
  const end = lineEnd(bytes, start, limit)
  const head: Head = { start, end, fields: [], body: -1, fault: null }
  let i = end + 2
  while (i < limit) {
    if (bytes[i] === CR && bytes[i + 1] === LF) {
      head.body = i + 2
      return head
    }
    const field = scanField(bytes, i, limit)
    if (field === null) return { ...head, fault: 'Bad Header Field' }
    if (head.fields.length >= maxFields) return { ...head, fault: 'Too Many Header Fields' }
    head.fields.push(field)
    const last = field.folded?.at(-1)
    i = (last === undefined ? field.end : last[1]) + 2
  }
  return { ...head, fault: bytes.length > limit ? 'Header Fields Too Long' : 'No Empty Line' }
}

/** Null when its line has no colon. */
function scanField(bytes: Uint8Array, start: number, limit: number): FieldPlace | null {
  let colon = start
  while (bytes[colon] !== COLON) {
    // the colon is looked for in this line alone, else lines without one would each be a search to the end
    if (colon >= limit || (bytes[colon] === CR && bytes[colon + 1] === LF)) return null
    colon++
  }
  if (colon >= limit) return null
  const end = lineEnd(bytes, colon + 1, limit)
  let folded: FieldPlace['folded'] = null
  let next = end + 2
  while (next < limit && isBlank(bytes[next])) {
    const close = lineEnd(bytes, next, limit)
    folded ??= []
    folded.push([next, close])
    next = close + 2
  }
  return { start, colon, end, folded }
}

const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9

function lineEnd(bytes: Uint8Array, from: number, limit: number): number {
  let i = from
  while (i < limit && !(bytes[i] === CR && bytes[i + 1] === LF)) i++
  return i
}
