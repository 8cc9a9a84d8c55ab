/**
 * Child process: the least that could do it. A request comes by WebSocket, one row is committed synchronously to the
 * same kind of PostgreSQL, one frame goes to every socket.
 */
import { createServer } from 'node:http'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { frameText } from '../frame-text.ts'
import { startEmbeddedPostgres } from '#server/platform/embedded/postgres.ts'
import { createLogger } from '#server/config/logger.ts'

const postgres = await startEmbeddedPostgres({
  dataDir: process.env['DATA_DIR'] ?? '',
  log: createLogger('warn'),
})
const pool = new pg.Pool({ connectionString: postgres.url, max: 10 })
// idle connections hear of the end of PostgreSQL
pool.on('error', () => undefined)
await pool.query('create table calls (id bigint generated always as identity, data jsonb not null)')

const server = createServer()
const sockets = new WebSocketServer({ server })
/** As large as the product's frame of a call and its task. */
const filler = 'x'.repeat(1800)

sockets.on('connection', (socket) => {
  socket.on('message', (message) => {
    const key = frameText(message)
    void pool.query('insert into calls (data) values ($1)', [{ key, filler }]).then(() => {
      const frame = Buffer.from(JSON.stringify({ key, filler }))
      for (const one of sockets.clients) one.send(frame, { binary: false })
    })
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
const stop = () => {
  for (const one of sockets.clients) one.terminate()
  server.close()
  void pool
    .end()
    .then(() => postgres.stop())
    .then(() => process.exit(0))
}
process.once('SIGTERM', stop)
// the load is gone, however it ended
process.once('disconnect', stop)
