import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what the system gives to whoever asks for any port, and below the ports of Asterisk's sound (asterisk.ts). */
const lowest = 13_000
const highest = 19_999
const workers = 4

/** Each process of the runner has a part of its own: nobody takes a port between its choice and its use. */
const ownPart = (Number(process.env['VITEST_POOL_ID'] ?? process.pid) || 0) % workers
const size = Math.floor((highest + 1 - lowest) / workers)
let next = Math.floor(Math.random() * size)

/** A port that nobody listens on at this moment, neither by TCP nor by UDP, and that this process was not given before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < size; tries++) {
    const port = lowest + ownPart * size + (next++ % size)
    if ((await isFreeForTcp(port)) && (await isFreeForUdp(port))) return port
  }
  throw new Error(`no port is free from ${lowest} to ${highest}`)
}

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port)
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.bind(port)
    await once(socket, 'listening')
    return true
  } catch {
    return false
  } finally {
    socket.close()
  }
}
