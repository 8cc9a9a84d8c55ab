import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
let tab: Browser
beforeAll(async () => {
  edge = await startEdge()
  tab = await edge.as('dispatcher')
})
afterAll(() => edge.stop())

/** Socket.IO's protocol by hand: engine open, then CONNECT with auth. */
async function connected(): Promise<WebSocket> {
  const socket = new WebSocket(`${edge.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: { origin: edge.origin, cookie: tab.cookie },
  })
  socket.on('error', () => {})
  await once(socket, 'message')
  socket.send(`40${JSON.stringify({ csrf: tab.csrf })}`)
  const [answer] = await once(socket, 'message')
  expect(String(answer)).toMatch(/^40/)
  return socket
}

/** Sends for as long as the peer is there, at most 60 MB, and reads nothing. Resolves when the connection is over. */
async function floodUntilCut(socket: WebSocket, bytes: number, send: () => void): Promise<void> {
  const closed = once(socket, 'close')
  socket.pause()
  for (let sent = 0; sent < 60_000_000 && socket.readyState === WebSocket.OPEN;) {
    for (let batch = 0; batch < 64_000; batch += bytes) send()
    sent += 64_000
    // what the peer takes in is its business, what we could not hand to the kernel is no flood
    while (socket.bufferedAmount > 0 && socket.readyState === WebSocket.OPEN)
      await new Promise((resolve) => setImmediate(resolve))
  }
  socket.resume()
  await closed
}

describe('one who is signed in and does not read', () => {
  it('is cut at his pings: their answers are not kept for him', async () => {
    const socket = await connected()
    const ping = Buffer.alloc(125, 'x')
    await floodUntilCut(socket, 131, () => socket.ping(ping))
    expect(socket.readyState).toBe(WebSocket.CLOSED)
  })

  it('is cut at what Socket.IO itself refuses him', async () => {
    const socket = await connected()
    const word = `40/${'x'.repeat(8_000)},`
    await floodUntilCut(socket, 8_012, () => socket.send(word))
    expect(socket.readyState).toBe(WebSocket.CLOSED)
  })
})

it('who was let in once is not let in again on the same connection', async () => {
  const socket = await connected()
  const closed = once(socket, 'close')
  socket.send(`40${JSON.stringify({ csrf: tab.csrf })}`)
  await closed
  expect(socket.readyState).toBe(WebSocket.CLOSED)
})
