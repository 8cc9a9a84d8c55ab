import { once } from 'node:events'
import { WebSocket } from 'ws'
import { frameText } from '../frame-text.ts'
import type { Arrivals } from './arrivals.ts'

export interface Session {
  cookie: string
  csrf: string
}

/** Signs in as a dispatcher of the demo company. */
export async function signIn(origin: string, login: string, password: string): Promise<Session> {
  const answer = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })
  if (!answer.ok) throw new Error(`sign-in answers ${answer.status}: ${await answer.text()}`)
  const signedIn: { csrf: string } = JSON.parse(await answer.text())
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { cookie, csrf: signedIn.csrf }
}

/** Opens boards that tell `arrivals` what they show; answers what closes them. */
export type OpenBoards = (
  origin: string,
  session: Session,
  count: number,
  arrivals: Arrivals,
) => Promise<() => Promise<void>>

interface Frame {
  entries: { data: { type: string; call?: { from: string; arrivedAt: string } } }[]
}

/**
 * Boards that speak Socket.IO over bare WebSockets: the load must cost less than what it measures. A frame is the
 * same text for all of them, so it is read once.
 */
export const openSocketBoards: OpenBoards = async (origin, session, count, arrivals) => {
  const callsOf = memory<{ from: string; arrivedMs: number }[]>(64, (text) => {
    const [, frame]: [string, Frame] = JSON.parse(text.slice(2))
    return frame.entries.flatMap(({ data: { type, call } }) =>
      type === 'call.changed' && call ? [{ from: call.from, arrivedMs: Date.parse(call.arrivedAt) }] : [],
    )
  })
  const open = async (board: number) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: session.cookie },
      origin,
      perMessageDeflate: false,
    })
    const resumed = new Promise<void>((resolve, reject) => {
      socket.on('message', (data) => {
        const text = frameText(data)
        if (text.startsWith('42["journal"'))
          for (const { from, arrivedMs } of callsOf(text)) arrivals.seen(from, board, { arrivedMs })
        else if (text === '2') socket.send('3')
        else if (text.startsWith('0')) socket.send(`40${JSON.stringify({ csrf: session.csrf })}`)
        else if (text.startsWith('40')) socket.send('420["resume",{"seq":null}]')
        else if (text.startsWith('430')) resolve()
        else if (text.startsWith('44')) reject(new Error(`a board was refused: ${text}`))
      })
    })
    await once(socket, 'open')
    await resumed
    return socket
  }
  const sockets: WebSocket[] = []
  // a few at a time: this is about calls, not about a storm of reconnections
  for (let first = 0; first < count; first += 20)
    sockets.push(
      ...(await Promise.all(Array.from({ length: Math.min(20, count - first) }, (_, n) => open(first + n)))),
    )
  return async () => sockets.forEach((socket) => socket.terminate())
}

/** Remembers the last `size` results by text. */
function memory<T>(size: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    known.set(text, made)
    const [oldest] = known.keys()
    if (known.size > size && oldest !== undefined) known.delete(oldest)
    return made
  }
}
