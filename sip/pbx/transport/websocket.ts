import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Limits } from '../limits.ts'
import type { PbxOptions } from '../options.ts'
import type { Link } from './flow.ts'
import type { Flows } from './flows.ts'

export interface WebSocketTransport {
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void
  stop(): Promise<void>
}

/** SIP over WebSocket (RFC 7118): subprotocol `sip`, one message a frame, pings that find dead peers. */
export function createWebSocketTransport(
  options: PbxOptions,
  limits: Limits,
  flows: Flows,
): WebSocketTransport {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  })
  const addressOf = options.remoteAddress ?? ((req) => req.socket.remoteAddress ?? '')
  const sockets = new Set<WebSocket>()

  function accept(socket: WebSocket, address: string): void {
    // first of all: without it the first broken frame would be an exception that nobody caught.
    // A frame that is too long, or broken, comes here; ws closes the socket itself.
    socket.on('error', (error) => options.log.debug({ address, error: error.message }, 'sip socket failed'))
    sockets.add(socket)
    const handle = flows.open(linkOf(socket), address)
    let isAlive = true
    const ping = setInterval(() => {
      if (!isAlive) return socket.terminate()
      isAlive = false
      socket.ping()
    }, limits.pingSeconds * 1000)
    ping.unref()
    socket.on('pong', () => (isAlive = true))
    socket.on('message', (data) => {
      isAlive = true
      try {
        handle.receive(bytesOf(data))
      } catch (error) {
        // A fault of ours that one message found: it costs its sender the connection, and nobody else anything
        options.log.error({ err: error, address }, 'a SIP message could not be handled')
        socket.close(1011)
      }
    })
    socket.on('close', () => {
      clearInterval(ping)
      sockets.delete(socket)
      handle.closed()
    })
  }

  return {
    handleUpgrade(req, socket, head) {
      // ws listens from its handshake on; a peer that resets the connection after a refusal is nobody's to notice
      socket.on('error', () => socket.destroy())
      const address = addressOf(req)
      const protocols = (req.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
      if (!protocols.includes('sip')) return refuse(socket, '400 Bad Request')
      if (options.isOriginAllowed?.(req.headers.origin, req) === false) return refuse(socket, '403 Forbidden')
      if (!flows.hasRoom(address)) return refuse(socket, '503 Service Unavailable')
      server.handleUpgrade(req, socket, head, (accepted) => accept(accepted, address))
    },
    async stop() {
      flows.closeAll()
      const all = [...sockets]
      // A peer that never answers our close frame is cut off.
      const cut = setTimeout(() => all.forEach((socket) => socket.terminate()), 500)
      await Promise.all(all.map((socket) => closed(socket)))
      clearTimeout(cut)
    },
  }
}

function linkOf(socket: WebSocket): Link {
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN
    },
    get unreadBytes() {
      return socket.bufferedAmount
    },
    send: (text) => socket.send(text),
    cut: () => socket.terminate(),
    close: (code, reason) => socket.close(code, reason),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}

function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve()
  // A paused socket would never see the peer's close frame.
  socket.resume()
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
