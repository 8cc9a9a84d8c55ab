import type { WebSocket } from 'ws'
import { headerShapes } from '#sip/testing/hostile/header-shapes.ts'
import type { Attack } from '../attack.ts'
import { flushed, openSocket, visit } from '../visitor.ts'

const sockets = 10
const bytes = 60_000

/** Every shape of header fields that a parser may be slow at, 60 kB each, from ten strangers at once. */
export const parser: Attack = {
  number: '04',
  title: 'messages that are slow to read',
  async run(target) {
    const address = '127.0.0.4'
    const credentials = await visit(target, address, '+79990000004')
    const opened: WebSocket[] = []
    for (let i = 0; i < sockets; i++) {
      const socket = await openSocket(target, address, credentials)
      if (socket !== null) opened.push(socket)
    }
    const shapes = Object.values(headerShapes)
    for (const make of shapes) for (const socket of opened) socket.send(make(bytes))
    await Promise.race([
      Promise.all(opened.map((socket) => flushed(socket))),
      new Promise((resolve) => setTimeout(resolve, 25_000)),
    ])
    for (const socket of opened) socket.terminate()
    return {
      isHeld: opened.length > 0,
      figures: `${opened.length} sockets, ${shapes.length} shapes of ${bytes / 1000} kB each`,
    }
  },
}
