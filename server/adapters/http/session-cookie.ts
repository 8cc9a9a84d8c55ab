import type { IncomingMessage } from 'node:http'
import type { Site } from './site.ts'

const cookieOf = (req: IncomingMessage, name: string): string | null => {
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
const nameFor = (site: Site, req: IncomingMessage): string => (site.isHttps(req) ? '__Host-vakhta' : 'vakhta')

/** The session token that the request carries, or null. */
export const sessionToken = (site: Site, req: IncomingMessage): string | null => {
  const token = cookieOf(req, nameFor(site, req))
  return token !== null && /^[\w-]{20,100}$/.test(token) ? token : null
}

/** Value of Set-Cookie; `expiresAt` in the past removes it. */
export function sessionCookie(site: Site, req: IncomingMessage, token: string, expiresAt: Date): string {
  const secure = site.isHttps(req) ? '; Secure' : ''
  return `${nameFor(site, req)}=${token}; Path=/; Expires=${expiresAt.toUTCString()}; HttpOnly; SameSite=Strict${secure}`
}
