const keys = '0123456789*#ABCD'

export interface DigitReader {
  /** One RTP packet of telephone events (RFC 4733 section 2.3). */
  take(timestamp: number, payload: Uint8Array): void
  /** Keys pressed so far. */
  digits(): string
}

/** A key press is several packets with one timestamp; the last is sent three times. */
export function createDigitReader(): DigitReader {
  let digits = ''
  let lastTimestamp: number | undefined
  return {
    take: (timestamp, payload) => {
      const key = keys[payload[0] ?? 255]
      if (key === undefined || timestamp === lastTimestamp) return
      lastTimestamp = timestamp
      digits += key
    },
    digits: () => digits,
  }
}

/** Payload type of telephone events in a session description; undefined when it has none. */
export function telephoneEventType(sdp: string): number | undefined {
  const found = /^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1]
  return found === undefined ? undefined : Number(found)
}
