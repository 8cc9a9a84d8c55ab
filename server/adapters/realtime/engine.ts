import { Server } from 'engine.io'

/**
 * The connections under Socket.IO. Made here and bound, not attached to the HTTP server: upgrades come through our
 * own door, where what throws costs one connection.
 */
export const createEngine = (): Server =>
  new Server({
    // One connection, so any replica may take it: no sticky sessions
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    pingInterval: 10_000,
    pingTimeout: 8_000,
  })
