import type { IncomingMessage } from 'node:http'

/** Where this installation is reached, and who asks: the one place that reads Host, Origin and proxy headers. */
export interface Site {
  /** `https://dispatch.example.ru`: PUBLIC_ORIGIN, or what the browser must have used; never an unknown host. */
  originOf(req: IncomingMessage): string
  /** Is the Host a name of this machine's loopback, or a configured one? Any page's name may be led here by its DNS. */
  isKnownHost(req: IncomingMessage): boolean
  /** True unless the host is unknown or a browser says that another site made the request. */
  isOurs(req: IncomingMessage): boolean
  isHttps(req: IncomingMessage): boolean
  /** Address of the client: the last hop that our own proxy saw, or the socket's peer. */
  ipOf(req: IncomingMessage): string
}

export interface SiteOptions {
  /** `scheme://host[:port]`, or null: the address of each request. */
  publicOrigin: string | null
  /** Name or address that we listen on; a name of ours too, unless it stands for all. */
  listenHost?: string
  /** Believe X-Forwarded-For and X-Forwarded-Proto, which our nginx sets; without a proxy anybody can. */
  trustProxy: boolean
}

const lastOf = (header: string | string[] | undefined): string | undefined =>
  [header ?? ''].flat().join(',').split(',').at(-1)?.trim() || undefined

/** Without its port, in lower case; null for what is no host (RFC 9110 section 7.2). */
const hostnameOf = (host: string | undefined): string | null =>
  /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase() ?? null

const isLoopbackName = (name: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name)

export function createSite(options: SiteOptions): Site {
  const publicOrigin = options.publicOrigin === null ? null : new URL(options.publicOrigin).origin
  const listenHost = options.listenHost?.toLowerCase()
  const names = new Set([
    ...(publicOrigin === null ? [] : [new URL(publicOrigin).hostname]),
    ...(listenHost === undefined ? [] : [listenHost.includes(':') ? `[${listenHost}]` : listenHost]),
  ])
  const isKnownHost = (req: IncomingMessage): boolean => {
    const name = hostnameOf(req.headers.host)
    return name !== null && (isLoopbackName(name) || names.has(name))
  }
  const forwarded = (req: IncomingMessage, name: string): string | undefined =>
    options.trustProxy ? lastOf(req.headers[name]) : undefined

  const originOf = (req: IncomingMessage): string => {
    if (publicOrigin !== null) return publicOrigin
    const scheme =
      (forwarded(req, 'x-forwarded-proto') ?? 'http').toLowerCase() === 'https' ? 'https' : 'http'
    const address = `${scheme}://${req.headers.host}`
    return isKnownHost(req) && URL.canParse(address) ? new URL(address).origin : `${scheme}://localhost`
  }

  return {
    originOf,
    isKnownHost,
    isHttps: (req) => originOf(req).startsWith('https:'),
    isOurs: (req) => {
      if (!isKnownHost(req)) return false
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
