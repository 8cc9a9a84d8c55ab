import type { IncomingMessage } from 'node:http'
import type { Site } from '../site.ts'

export const cookieOf = (req: IncomingMessage, name: string): string | null => {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/**
 * `__Host-`: the browser takes it only over TLS, for the whole host and from the host itself (RFC 6265bis section
 * 4.1.3.2), so no subdomain can plant one. Plain http is for one machine and for tests.
 */
export const hostCookieName = (site: Site, req: IncomingMessage, name: string): string =>
  site.isHttps(req) ? `__Host-${name}` : name
