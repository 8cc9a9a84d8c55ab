/** What a party does with its first medium (RFC 8866 §6.7); sendonly and inactive put the other on hold (RFC 6337 §5.3). */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const directions: ReadonlyMap<string, Direction> = new Map([
  ['a=sendrecv', 'sendrecv'],
  ['a=sendonly', 'sendonly'],
  ['a=recvonly', 'recvonly'],
  ['a=inactive', 'inactive'],
])

/** Direction of the first audio medium, else of the session; `sendrecv` where nothing is said. */
export function directionOf(sdp: string): Direction {
  let found: Direction = 'sendrecv'
  let isInMedium = false
  for (const line of sdp.split('\n')) {
    const text = line.trimEnd()
    if (text.startsWith('m=')) {
      if (isInMedium) break
      isInMedium = true
    }
    // RFC 2543's way to hold, still sent by old phones.
    if (text === 'c=IN IP4 0.0.0.0' && isInMedium && !sdp.includes('a=ice-ufrag')) return 'inactive'
    found = directions.get(text) ?? found
  }
  return found
}

export const isHold = (sdp: string): boolean => {
  const direction = directionOf(sdp)
  return direction === 'sendonly' || direction === 'inactive'
}

/**
 * What one party may know of the other. Sound goes straight from page to page, so the candidates themselves must pass;
 * the address behind a reflexive or relayed one (`raddr`) helps nobody but who debugs, and is the inner network's
 * (RFC 8839 §5.1: an agent that hides it writes 0.0.0.0 and 9).
 */
export const withoutRelatedAddresses = (sdp: string): string =>
  sdp.replaceAll(/^(a=candidate:.* )raddr \S+ rport \d+/gm, '$1raddr 0.0.0.0 rport 9')
