import type { IncomingMessage } from 'node:http'

/** Where this installation is reached, and who asks: the one place that reads Host, Origin and proxy headers. */
export interface Site {
  /** `https://dispatch.example.ru`: PUBLIC_ORIGIN, or what the browser must have used. */
  originOf(req: IncomingMessage): string
  /** True unless a browser says that another site made the request. */
  isOurs(req: IncomingMessage): boolean
  isHttps(req: IncomingMessage): boolean
  /** Address of the client: the last hop that our own proxy saw, or the socket's peer. */
  ipOf(req: IncomingMessage): string
}

export interface SiteOptions {
  /** `scheme://host[:port]`, or null: the address of each request. */
  publicOrigin: string | null
  /** Believe X-Forwarded-For and X-Forwarded-Proto, which our nginx sets; without a proxy anybody can. */
  trustProxy: boolean
}

const lastOf = (header: string | string[] | undefined): string | undefined =>
  [header ?? ''].flat().join(',').split(',').at(-1)?.trim() || undefined

export function createSite(options: SiteOptions): Site {
  const publicOrigin = options.publicOrigin === null ? null : new URL(options.publicOrigin).origin
  const forwarded = (req: IncomingMessage, name: string): string | undefined =>
    options.trustProxy ? lastOf(req.headers[name]) : undefined

  const originOf = (req: IncomingMessage): string => {
    if (publicOrigin !== null) return publicOrigin
    const scheme =
      (forwarded(req, 'x-forwarded-proto') ?? 'http').toLowerCase() === 'https' ? 'https' : 'http'
    const address = `${scheme}://${req.headers.host ?? 'localhost'}`
    return URL.canParse(address) ? new URL(address).origin : `${scheme}://localhost`
  }

  return {
    originOf,
    isHttps: (req) => originOf(req).startsWith('https:'),
    isOurs: (req) => {
      const origin = req.headers.origin
      if (origin !== undefined) return origin.toLowerCase() === originOf(req)
      // No Origin: a browser still tells in Sec-Fetch-Site (Fetch Metadata) whose page asked; what sends neither
      // is no browser, so it carries nobody's cookies against their will.
      const fetchSite = req.headers['sec-fetch-site']
      return fetchSite === undefined || fetchSite === 'same-origin'
    },
    ipOf: (req) => forwarded(req, 'x-forwarded-for') ?? req.socket.remoteAddress ?? '',
  }
}
