import { io } from 'socket.io-client'
import type { Heartbeat } from '#contracts/operator-state.ts'
import type { Desk } from './desk.ts'

const beatMs = 3000
const beat: Heartbeat = { microphone: 'live', phone: 'registered' }

/** What an operator's page says while its phone is on: without it nobody is offered calls (ADR 0012). Ends it. */
export async function openPage({ session: { origin, cookie, csrf } }: Desk): Promise<() => void> {
  const socket = io(origin, {
    transports: ['websocket'],
    auth: { csrf },
    extraHeaders: { cookie, origin },
    forceNew: true,
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  socket.emit('heartbeat', beat)
  const timer = setInterval(() => socket.emit('heartbeat', beat), beatMs)
  return () => {
    clearInterval(timer)
    socket.disconnect()
  }
}
