import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { requestTarget } from './request-target.ts'
import { serveUpgrades, type UpgradeDoor } from './upgrades.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(door: UpgradeDoor): Promise<number> {
  const server = createServer()
  servers.push(server)
  serveUpgrades(server, { '/ws': door }, quietLog)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function upgrade(port: number, target: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
  return socket
}
async function answerTo(port: number, target: string): Promise<string> {
  const socket = await upgrade(port, target)
  let text = ''
  socket.on('data', (chunk) => (text += String(chunk)))
  await once(socket, 'close')
  return text.split('\r\n')[0] ?? ''
}

describe('an upgrade', () => {
  // Node's parser lets all of them through; `new URL()` throws at the first three
  it.each(['//', '//[', 'http://[', '\\\\', '*', '/\u00ff', '/ws/', '/WS', 'http://127.0.0.1/ws'])(
    'to %s is told that there is nothing, and the process goes on',
    async (target) => {
      const port = await serve((_req, socket) => refuseUpgrade(socket, 403))
      expect(await answerTo(port, target)).toMatch(/^HTTP\/1\.1 40[04] /)
      expect(await answerTo(port, '/ws?%')).toBe('HTTP/1.1 403 Forbidden')
    },
  )

  it.each<[string, UpgradeDoor]>([
    [
      'throws',
      () => {
        throw new Error('a fault of ours')
      },
    ],
    ['rejects', () => Promise.reject(new Error('a fault of ours'))],
  ])('whose door %s costs that connection alone', async (_name, door) => {
    const port = await serve(door)
    expect(await answerTo(port, '/ws')).toBe('')
    expect(await answerTo(port, '/other')).toBe('HTTP/1.1 404 Not Found')
  })

  it('whose peer resets the connection while the door thinks is no exception', async () => {
    const seen: Socket[] = []
    const port = await serve((_req, socket) => void seen.push(socket as Socket))
    const peer = await upgrade(port, '/ws')
    await vi.waitFor(() => expect(seen).toHaveLength(1))
    peer.resetAndDestroy()
    // an error without a listener would end the run
    await vi.waitFor(() => expect(seen[0]?.destroyed).toBe(true))
    await turn()
  })
})

it('no request target makes the reading of it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (url) => {
      const { path, query } = requestTarget({ url } as never)
      expect(url.startsWith(path)).toBe(true)
      expect(query.get('caller')).not.toBe(undefined)
    }),
  )
})
