import { setTimeout as pause } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import type { Attack } from '../attack.ts'
import { ask, message, openSocket, register, visit } from '../visitor.ts'

const addresses = ['127.0.0.6', '127.0.0.7', '127.0.0.8', '127.0.0.9']
const socketsEach = 500
const accountsEach = 5

/** Four addresses open what they can at the public page and call from five accounts each, two calls an account. */
export const page: Attack = {
  number: '06',
  title: 'the public page takes the telephone',
  async run(target) {
    const opened: WebSocket[] = []
    const queued: { socket: WebSocket; invite: string }[] = []
    const most = { sockets: 0, calls: 0 }
    for (const [n, address] of addresses.entries()) {
      let sockets = 0
      let calls = 0
      for (let account = 0; account < accountsEach; account++) {
        const credentials = await visit(target, address, `+7999100${n}${account}06`)
        const { domain, queueNumber } = credentials
        for (let i = 0; i < socketsEach / accountsEach; i++) {
          const socket = await openSocket(target, address, credentials)
          if (socket === null) break
          opened.push(socket)
          sockets += 1
          // room is left for the sockets of the other accounts
          if (i === 0) {
            await register(socket, credentials)
            for (let call = 0; call < 2; call++) {
              const invite = message(credentials, 'INVITE', `sip:${queueNumber}@${domain}`, {
                fields: 'Content-Type: application/sdp\r\n',
                body: 'v=0\r\n',
              })
              const { status } = await ask(socket, invite)
              if (status >= 200) continue
              calls += 1
              queued.push({ socket, invite })
            }
          }
          if (account < accountsEach - 1 && i >= 2) break
        }
      }
      most.sockets = Math.max(most.sockets, sockets)
      most.calls = Math.max(most.calls, calls)
    }
    // an operator at the address of an attacker comes in all the same
    const desk = await target.signIn('operator2')
    const own = await desk.ask('phoneCredentials')
    const socket = await openSocket(target, addresses[0] ?? '', own, { cookie: desk.session.cookie })
    const isLetIn = socket !== null && (await register(socket, own)) === 200
    socket?.terminate()
    for (const { socket: caller, invite } of queued) {
      caller.send(
        invite.replaceAll('INVITE', 'CANCEL').replace(/Content-[\s\S]*$/, 'Content-Length: 0\r\n\r\n'),
      )
    }
    await pause(500)
    for (const one of opened) one.terminate()
    return {
      isHeld: most.sockets <= 20 && most.calls <= 2 && isLetIn,
      figures: `an address had ${most.sockets} sockets and ${most.calls} queued calls at most; an operator there ${isLetIn ? 'registered' : 'was refused'}`,
    }
  },
}
