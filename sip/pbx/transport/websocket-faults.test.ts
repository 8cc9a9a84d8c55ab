import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { silentLog } from '../../testing/embedded-pbx.ts'
import { defaultLimits } from '../limits.ts'
import type { PbxOptions } from '../options.ts'
import type { Flows } from './flows.ts'
import { createWebSocketTransport } from './websocket.ts'

/** A transport whose messages find a fault of ours. */
async function serve() {
  const closed = vi.fn<() => void>()
  const receive = (): never => {
    throw new Error('a fault of ours')
  }
  const flows = { hasRoom: () => true, open: () => ({ receive, closed }), closeAll: () => {} }
  const error = vi.fn<() => void>()
  const options = { log: { ...silentLog, error } } as unknown as PbxOptions
  const transport = createWebSocketTransport(options, defaultLimits, flows as unknown as Flows)
  const server = createServer()
  server.on('upgrade', (req, socket, head) => transport.handleUpgrade(req, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, closed, error, stop: () => server.close() }
}

test('a message that we fail at costs its sender the connection, and the process nothing', async () => {
  const { port, closed, error, stop } = await serve()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'sip')
  await once(socket, 'open')
  socket.send('anything')
  const [code] = await once(socket, 'close')
  expect(code).toBe(1011)
  expect(error).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  stop()
})

test('a refused peer that resets the connection is no exception that nobody caught', async () => {
  const { port, error, stop } = await serve()
  for (let n = 0; n < 20; n++) {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    await once(socket, 'data')
    socket.write('x'.repeat(10_000))
    socket.resetAndDestroy()
    await once(socket, 'close')
  }
  expect(error).not.toHaveBeenCalled()
  stop()
})
