import type { IncomingMessage } from 'node:http'

/**
 * Path and query of a request, whatever a stranger wrote there: `new URL()` throws at `//` and others (RFC 9112
 * section 3.2), this never does.
 */
export function requestTarget(req: IncomingMessage): { path: string; query: URLSearchParams } {
  const target = req.url ?? '/'
  const at = target.indexOf('?')
  return at === -1
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, at), query: new URLSearchParams(target.slice(at + 1)) }
}
