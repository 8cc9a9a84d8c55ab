import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Log } from '#server/ports.ts'

/**
 * Passes a WebSocket handshake on to another server of ours as it came, and then the bytes both ways: SIP at
 * /ws when the PBX lives in another process. `ip` is the client's address, told in X-Forwarded-For.
 */
export function createTunnel(
  upstream: { host: string; port: number },
  ipOf: (req: IncomingMessage) => string,
  log: Log,
) {
  return (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const onward = connect(upstream.port, upstream.host)
    let isConnected = false
    onward.once('connect', () => {
      isConnected = true
      onward.setNoDelay(true)
      onward.write(handshake(req, ipOf(req)))
      if (head.length > 0) onward.write(head)
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', (error) => {
      log.warn({ err: error, upstream }, 'the PBX cannot be reached')
      if (!isConnected)
        socket.write('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n\r\n')
      socket.destroy()
    })
    socket.on('error', () => onward.destroy())
    socket.once('close', () => onward.destroy())
    onward.once('close', () => socket.destroy())
  }
}

function handshake(req: IncomingMessage, ip: string): string {
  // a caller's token in the query is for us to check
  const [path] = (req.url ?? '/ws').split('?')
  const headers: string[] = [`GET ${path} HTTP/1.1`]
  for (let i = 0; i + 1 < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i] ?? ''
    // the session is for us to check; the PBX need not see it
    if (/^(cookie|x-forwarded-for)$/i.test(name)) continue
    headers.push(`${name}: ${req.rawHeaders[i + 1]}`)
  }
  headers.push(`X-Forwarded-For: ${ip}`)
  return `${headers.join('\r\n')}\r\n\r\n`
}
