import { decimal, isHostName } from './characters.ts'

/** A SIP or SIPS URI (RFC 3261 §19.1), or one of a scheme that we know nothing about. */
export type Uri =
  | {
      scheme: 'sip' | 'sips'
      /** Unescaped; '' when there is none. */
      user: string
      /** Lower case. */
      host: string
      /** As received, e.g. `;transport=ws`. */
      params: string
      /** What stands after `?`, as received. */
      headers: string
    }
  | { scheme: 'other' }

/** Null when malformed: blanks, brackets, quotes or control characters, a host that is none (RFC 4475 §3.1.2.7–8). */
export function parseUri(text: string): Uri | null {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c <= 32 || c === 127 || c === 34 || c === 60 || c === 62) return null
  }
  const colon = text.indexOf(':')
  if (colon <= 0) return null
  const scheme = text.slice(0, colon).toLowerCase()
  if (scheme !== 'sip' && scheme !== 'sips') return { scheme: 'other' }
  const at = text.indexOf('@', colon)
  const hostStart = at < 0 ? colon + 1 : at + 1
  const hostEnd = firstOf(text, hostStart, 59, 63)
  const host = hostOf(text.slice(hostStart, hostEnd))
  if (host === null) return null
  const question = text.indexOf('?', hostEnd)
  const userInfo = at < 0 ? '' : text.slice(colon + 1, at)
  const password = userInfo.indexOf(':')
  return {
    scheme,
    user: unescaped(password < 0 ? userInfo : userInfo.slice(0, password)),
    host,
    params: text.slice(hostEnd, question < 0 ? text.length : question),
    headers: question < 0 ? '' : text.slice(question + 1),
  }
}

function hostOf(hostPort: string): string | null {
  if (hostPort.startsWith('[')) {
    const close = hostPort.indexOf(']')
    return close > 1 ? hostPort.slice(0, close + 1).toLowerCase() : null
  }
  const colon = hostPort.indexOf(':')
  const host = colon < 0 ? hostPort : hostPort.slice(0, colon)
  if (colon >= 0 && decimal(hostPort.slice(colon + 1), 65_535) === null) return null
  return isHostName(host) ? host.toLowerCase() : null
}

function firstOf(text: string, from: number, a: number, b: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === a || c === b) return i
  }
  return text.length
}

/** `%41` read as `A`; what is no UTF-8 stays as it is. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** sip:<user>@<host>, the user escaped (RFC 3261 §19.1.2). */
export function sipUri(user: string, host: string): string {
  return `sip:${encodeURIComponent(user).replaceAll('%2B', '+')}@${host}`
}
