import type { IncomingMessage } from 'node:http'
import { cookieOf, hostCookieName } from './host-cookie.ts'
import type { Site } from '../site.ts'

const maxAgeMs = 180 * 24 * 3_600_000
const name = 'vakhta-device'

/** What this browser can prove of who signed in at it (features/session/known-device.ts), or null. */
export const deviceCookieOf = (site: Site, req: IncomingMessage): string | null => {
  const given = cookieOf(req, hostCookieName(site, req, name))
  return given !== null && /^[\w.~-]{43,1000}$/.test(given) ? given : null
}

/** Value of Set-Cookie. It opens nothing: with it a password is tried without the limits made for strangers. */
export function deviceCookie(site: Site, req: IncomingMessage, value: string, now: Date): string {
  const expires = new Date(now.getTime() + maxAgeMs).toUTCString()
  const secure = site.isHttps(req) ? '; Secure' : ''
  return `${hostCookieName(site, req, name)}=${value}; Path=/; Expires=${expires}; HttpOnly; SameSite=Strict${secure}`
}
