import { once } from 'node:events'
import { createServer } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, it, vi } from 'vitest'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import type { SocketData } from './authenticate-socket.ts'
import { keepNoRequests, releaseRequest } from './release-request.ts'

// engine.io is another one after an update: this tells whether something of it holds the request again
it('the request of a socket that is in is free for the garbage collector', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const http = createServer()
  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>(http, {
    transports: ['websocket'],
    perMessageDeflate: false,
  })
  keepNoRequests(io.engine)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const taken = new Promise<WeakRef<object>>((resolve) => {
    io.on('connection', (socket) => {
      resolve(new WeakRef(socket.request))
      releaseRequest(socket)
    })
  })
  const page = connect(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { csrf: 'a secret' },
  })
  await vi.waitFor(() => expect(page.connected).toBe(true))
  const request = await taken
  await vi.waitFor(() => {
    collect()
    expect(request.deref()).toBeUndefined()
  }, 15_000)
  expect(page.connected).toBe(true)
  expect([...io.of('/').sockets.values()][0]?.handshake.auth).toEqual({})
  page.close()
  await io.close()
})
