import type { Server } from 'socket.io'
import type { BoardSocket } from '../resume-request.ts'

/** What is left of the handshake of a socket that is in; one for all. */
const forgotten: BoardSocket['handshake'] = {
  headers: {},
  time: '',
  address: '',
  xdomain: false,
  secure: false,
  issued: 0,
  url: '',
  query: {},
  auth: {},
}

/**
 * engine.io makes a response for its middlewares and hangs it on the socket's `close`; by it the upgrade request, its
 * headers and cookies would stay for as long as the socket (measured: 1.5 kB). No middleware answers anything here.
 */
export function keepNoRequests(engine: Server['engine']): void {
  engine.use((_request: unknown, response: object, next: () => void) => {
    Reflect.set(response, 'req', null)
    next()
  })
}

/** Lets the request of a socket that is in go (socket.io.org: "Discard the initial HTTP request"), and its token. */
export function releaseRequest(socket: BoardSocket): void {
  Reflect.set(socket.conn, 'request', null)
  Object.assign(socket, { handshake: forgotten })
}
