import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents } from '#contracts/socket.ts'
import type { Browser } from './edge.ts'

export type PageSocket = Socket<ServerEvents, ClientEvents>

/** The line of a page that is signed in, and nothing of the page. */
export const openSocket = (
  origin: string,
  tab: Pick<Browser, 'cookie' | 'csrf'>,
  options: { headers?: Record<string, string>; reconnection?: boolean } = {},
): PageSocket =>
  io(origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: options.reconnection ?? true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    auth: { csrf: tab.csrf },
    extraHeaders: { origin, ...(tab.cookie === '' ? {} : { cookie: tab.cookie }), ...options.headers },
  })
