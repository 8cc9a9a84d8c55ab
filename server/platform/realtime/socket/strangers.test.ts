import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { refuseUpgrade } from '#server/platform/http/upgrade/refuse-upgrade.ts'
import { serveUpgrades } from '#server/platform/http/upgrade/upgrades.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { createEngine } from './engine.ts'
import { watchStrangers, type Strangers, type StrangersOptions } from './strangers.ts'

const open: { server: Server; close: () => void }[] = []
afterEach(() => {
  for (const { server, close } of open.splice(0)) {
    close()
    server.close()
    server.closeAllConnections()
  }
})

async function serve(options: Partial<StrangersOptions>): Promise<{ url: string; strangers: Strangers }> {
  const engine = createEngine()
  const addressOf: StrangersOptions['addressOf'] = ({ headers }) => String(headers['x-address'] ?? '')
  const strangers = watchStrangers(engine, { addressOf, onCut: () => {}, ...options })
  const server = createServer()
  serveUpgrades(
    server,
    {
      '/socket.io/': (req, socket, head) =>
        strangers.hasRoom(addressOf(req))
          ? engine.handleUpgrade(req, socket, head)
          : refuseUpgrade(socket, 503),
    },
    quietLog,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({ server, close: () => engine.close() })
  const { port } = server.address() as AddressInfo
  return { url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, strangers }
}

const come = async (url: string, address = '10.0.0.1'): Promise<WebSocket | number> => {
  const socket = new WebSocket(url, { headers: { 'x-address': address } })
  socket.on('error', () => {})
  return Promise.race([
    once(socket, 'message').then(() => socket),
    once(socket, 'unexpected-response').then(([, answer]) => Number(answer.statusCode)),
  ])
}
const mustCome = async (url: string, address?: string): Promise<WebSocket> => {
  const socket = await come(url, address)
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

describe('a connection that has not authenticated', () => {
  it('is cut when it does not say who it is', async () => {
    const onCut = vi.fn<() => void>()
    const { url } = await serve({ speakWithinMs: 50, onCut })
    await once(await mustCome(url), 'close')
    expect(onCut).toHaveBeenCalledOnce()
  })

  it('is cut at its second message', async () => {
    const { url } = await serve({})
    const socket = await mustCome(url)
    const closed = once(socket, 'close')
    socket.send('40/nowhere,')
    socket.send('40/nowhere,')
    await closed
    expect(socket.readyState).toBe(WebSocket.CLOSED)
  })

  it('finds no room beside too many others, of its address and in all, until they are gone', async () => {
    const { url } = await serve({ mostOfAddress: 2, most: 3 })
    const first = await mustCome(url)
    await mustCome(url)
    expect(await come(url)).toBe(503)
    await mustCome(url, '10.0.0.2')
    expect(await come(url, '10.0.0.3')).toBe(503)
    first.terminate()
    await vi.waitFor(async () => expect(await come(url)).toBeInstanceOf(WebSocket))
  })
})
