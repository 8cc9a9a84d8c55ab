import type { WebSocket } from 'ws'
import type { Attack } from '../attack.ts'
import { flushed, message, openSocket, register, visit } from '../visitor.ts'

const sockets = 400
const requests = 64

/**
 * Requests of 7 and of 60 kB, from strangers and from an account of the public page, all of one address. The sockets
 * stay open: memory is measured with everything that is held for them.
 */
export const transactions: Attack = {
  number: '03',
  title: 'memory by SIP transactions',
  async run(target) {
    const address = '127.0.0.3'
    const credentials = await visit(target, address, '+79990000003')
    const { domain, queueNumber } = credentials
    const opened: WebSocket[] = []
    for (let i = 0; i < sockets; i++) {
      const socket = await openSocket(target, address, credentials)
      if (socket === null) break
      opened.push(socket)
    }
    const members = opened.slice(0, 5)
    for (const socket of members) await register(socket, credentials)
    const invite = (bytes: number): string =>
      message(credentials, 'INVITE', `sip:${queueNumber}@${domain}`, {
        fields: 'Content-Type: application/sdp\r\n',
        body: `v=0\r\n${'a'.repeat(bytes)}`,
      })
    for (const socket of opened) {
      for (let i = 0; i < requests; i++) socket.send(invite(i % 2 === 0 ? 7_000 : 60_000))
      const refer = { fields: `X: ${'x'.repeat(15_000)}\r\n` }
      for (let i = 0; i < requests; i++) socket.send(message(credentials, 'REFER', `sip:a@${domain}`, refer))
    }
    await Promise.race([
      Promise.all(opened.map((socket) => flushed(socket))),
      new Promise((resolve) => setTimeout(resolve, 15_000)),
    ])
    return {
      isHeld: opened.length <= 20,
      figures: `${opened.length} of ${sockets} sockets let in, ${2 * requests} requests each`,
    }
  },
}
