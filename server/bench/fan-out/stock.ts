/** Child process: the same frames to as many sockets by socket.io as it comes, to one room, from memory. */
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { serveOrders } from './orders.ts'
import { changeOf, liveOf } from './payload.ts'

const server = createServer()
const io = new Server({
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  pingInterval: 10_000,
  pingTimeout: 8000,
})
io.on('connection', (socket) => {
  socket.on('resume', (_request: unknown, answer: (resumed: object) => void) => {
    void socket.join('board')
    answer({})
  })
})
io.attach(server)
serveOrders({
  change(n) {
    const entry = { seq: n, at: new Date().toISOString(), data: changeOf(n) }
    io.to('board').emit('journal', { prev: n - 1, last: n, entries: [entry] })
  },
  live(n) {
    io.to('board').emit('live', liveOf(n))
  },
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
const stop = () => process.exit(0)
process.once('SIGTERM', stop)
// the load is gone, however it ended
process.once('disconnect', stop)
