import { io } from 'socket.io-client'
import { routes, type Route } from '#contracts/http.ts'
import { encodeCursor } from '#server/platform/cursor.ts'
import { hostileRequests, type HostileRequest } from '#server/testing/edge/hostile-requests.ts'
import type { Attack, Target } from '../attack.ts'

interface Sent extends HostileRequest {
  method: string
  /** What may be answered; anything below 500 by default. */
  only?: number
}

/** Enough of them to reach every leaf of every input, few enough for 40 s on a busy machine. */
const mostEach = 15
const atOnce = 4
const some = <T>(all: readonly T[]): T[] => {
  const step = Math.ceil(all.length / mostEach)
  return all.filter((_, index) => index % step === 0)
}

const ofRoutes = (): Sent[] =>
  Object.entries<Route>(routes)
    // whoever signed out can ask nothing more
    .filter(([name]) => name !== 'signOut')
    .flatMap(([name, route]) => {
      const { refused, odd } = hostileRequests(route)
      const { method } = route
      return [
        ...some(refused).map((request) => ({ ...request, method, only: 400 })),
        // accounts of the call page are counted by address, and the operator at work needs some of them
        ...(name === 'callerCredentials' ? [] : some(odd)).map((request) => ({ ...request, method })),
      ]
    })

const cursors: Sent[] = [
  ['/api/calls', ['+275760-09-13T00:00:00.000Z', 'embedded:a']] as const,
  ['/api/calls', ['2026-11-22T10:00:00.000Z', 'a\0']] as const,
  ['/api/tasks', [1e300]] as const,
  ['/api/houses', ['\0', 1, 1, '\ud83d', 1]] as const,
].map(([path, key]) => ({ method: 'GET', path: `${path}?cursor=${encodeCursor(key)}`, only: 400 }))

const others: Sent[] = [
  { method: 'POST', path: '/api/tasks', body: '{"__proto__":{"isAdmin":true},"text":"Засор"}' },
  { method: 'PATCH', path: '/api/tasks/1', body: '{"version":1,"fields":{"__proto__":{"text":"x"}}}' },
  { method: 'PUT', path: '/api/settings', body: '{"version":1,"changes":{"__proto__":{"name":"x"}}}' },
  ...['/api/tasks?__proto__=1', '/api/calls/%00', '/api/calls/%ED%A0%80', '/%00', '/a%00.js'].map((path) => ({
    method: 'GET',
    path,
  })),
]

/** Text that PostgreSQL cannot keep, times that nothing can reckon with, keys of prototypes: in every input. */
export const unstorableText: Attack = {
  number: '17',
  title: 'text, times and numbers that cannot be kept',
  async run(target) {
    const { session } = await target.signIn('admin')
    const all = [...ofRoutes(), ...cursors, ...others]
    const wrong: string[] = []
    const send = async ({ method, path, body, only }: Sent): Promise<void> => {
      const answer = await fetch(target.origin + path, {
        method,
        headers: {
          cookie: session.cookie,
          origin: session.origin,
          'x-csrf-token': session.csrf,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      await answer.arrayBuffer()
      if (only === undefined ? answer.status >= 500 : answer.status !== only)
        wrong.push(`${answer.status} ${method} ${path} ${JSON.stringify(body)?.slice(0, 300)}`)
    }
    const waiting = all.values()
    const inTurn = async (): Promise<void> => {
      for (const request of waiting) await send(request)
    }
    await Promise.all(Array.from({ length: atOnce }, inTurn))
    const asked = await messages(target, session)
    const faults = wrong.filter((line) => line.startsWith('5')).length
    return {
      isHeld: wrong.length === 0 && asked,
      figures: [
        `${all.length} requests: ${faults} answered 5xx, ${wrong.length - faults} not refused`,
        `socket ${asked ? 'answered' : 'silent'}`,
        ...wrong.slice(0, 3),
      ].join('; '),
    }
  },
}

/** The same over Socket.IO; it must answer afterwards. */
async function messages({ origin }: Target, session: { cookie: string; csrf: string }): Promise<boolean> {
  const socket = io(origin, {
    transports: ['websocket'],
    auth: { csrf: session.csrf },
    extraHeaders: { cookie: session.cookie, origin },
    reconnection: false,
  })
  try {
    for (const seq of ['\0', '\ud83d', 2 ** 53 - 1, 1e300, { __proto__: 1 }, [null]])
      socket.emit('resume', { seq }, () => {})
    socket.emit('heartbeat', { microphone: '\0', phone: '\ud800' })
    socket.emit('\0', '\ud83d')
    return await socket
      .timeout(10_000)
      .emitWithAck('echo')
      .then(
        () => true,
        () => false,
      )
  } finally {
    socket.close()
  }
}
