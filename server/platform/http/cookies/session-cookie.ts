import type { IncomingMessage } from 'node:http'
import { cookieOf, hostCookieName } from './host-cookie.ts'
import type { Site } from '../site.ts'

const nameFor = (site: Site, req: IncomingMessage): string => hostCookieName(site, req, 'vakhta')

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
