import { Server } from 'engine.io'
import { WebSocketServer } from 'ws'

/** Takes one message of a socket a turn of the event loop: who floods waits for himself, and calls do not. */
class InTurn extends WebSocketServer {
  constructor(options: ConstructorParameters<typeof WebSocketServer>[0]) {
    super({ ...options, allowSynchronousEvents: false })
  }
}

/**
 * The connections under Socket.IO. Made here and bound, not attached to the HTTP server: upgrades come through our
 * own door, where what throws costs one connection.
 */
export const createEngine = (): Server =>
  new Server({
    // One connection, so any replica may take it: no sticky sessions
    transports: ['websocket'],
    perMessageDeflate: false,
    wsEngine: InTurn,
    maxHttpBufferSize: 16_384,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  })
