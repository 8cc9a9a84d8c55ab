import { connect, type Socket } from 'node:net'
import { createAmiParser, type AmiMessage } from './parser.ts'

export interface AmiOptions {
  host: string
  port: number
  username: string
  secret: string
  /** Are events wanted that answer no list? */
  events?: 'on' | 'off'
  /** Events that answer no list. */
  onEvent: (event: AmiMessage) => void
  onClose: (reason: string) => void
}

export interface AmiConnection {
  /** One answer. Rejected when Asterisk says Error, after 10 s, or when the connection ends. */
  ask(action: string, fields?: AmiMessage): Promise<AmiMessage>
  /** The events of a list action, without the one that ends it. */
  list(action: string, fields?: AmiMessage): Promise<AmiMessage[]>
  close(): void
}

interface Waiting {
  items: AmiMessage[]
  isList: boolean
  resolve: (items: AmiMessage[]) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

const answerWithinMs = 10_000

/** Connects and signs in. Rejected when the address does not answer or the secret is refused. */
export async function connectAmi(options: AmiOptions): Promise<AmiConnection> {
  const socket = await opened(options.host, options.port)
  const waiting = new Map<string, Waiting>()
  let lastId = 0
  let isClosed = false

  const close = (reason: string): void => {
    if (isClosed) return
    isClosed = true
    socket.destroy()
    for (const { timer, reject } of waiting.values()) {
      clearTimeout(timer)
      reject(new Error(`AMI: ${reason}`))
    }
    waiting.clear()
    options.onClose(reason)
  }

  const settle = (id: string, work: (one: Waiting) => void): void => {
    const one = waiting.get(id)
    if (!one) return
    waiting.delete(id)
    clearTimeout(one.timer)
    work(one)
  }

  const receive = (message: AmiMessage): void => {
    const id = message['actionid'] ?? ''
    const one = waiting.get(id)
    if (!one) {
      if (message['event'] !== undefined) options.onEvent(message)
    } else if (message['response'] === 'Error') {
      settle(id, ({ reject }) => reject(new Error(`AMI: ${message['message'] ?? 'refused'}`)))
    } else if (message['response'] !== undefined) {
      if (!one.isList) settle(id, ({ resolve }) => resolve([message]))
    } else if (message['eventlist']?.toLowerCase() === 'complete') {
      settle(id, ({ resolve, items }) => resolve(items))
    } else {
      one.items.push(message)
    }
  }

  const parse = createAmiParser(receive)
  socket.setEncoding('utf8').on('data', (chunk) => {
    try {
      parse(String(chunk))
    } catch (error) {
      close(error instanceof Error ? error.message : 'unreadable')
    }
  })
  socket.on('error', (error) => close(error.message))
  socket.on('close', () => close('the connection ended'))

  const send = (action: string, fields: AmiMessage, isList: boolean): Promise<AmiMessage[]> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new Error('AMI: not connected'))
      const id = `vakhta-${++lastId}`
      const timer = setTimeout(() => close(`no answer to ${action}`), answerWithinMs)
      waiting.set(id, { items: [], isList, resolve, reject, timer })
      const lines = Object.entries({ action, actionid: id, ...fields }).map(([name, value]) => {
        if (/[\r\n]/.test(value)) throw new Error('AMI: a value with a line break')
        return `${name}: ${value}\r\n`
      })
      socket.write(`${lines.join('')}\r\n`)
    })

  const connection: AmiConnection = {
    ask: async (action, fields = {}) => (await send(action, fields, false))[0] ?? {},
    list: (action, fields = {}) => send(action, fields, true),
    close: () => close('closed by us'),
  }
  try {
    await connection.ask('Login', {
      username: options.username,
      secret: options.secret,
      events: options.events ?? 'on',
    })
  } catch (error) {
    close('the sign-in was refused')
    throw error
  }
  return connection
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, keepAlive: true })
    socket.setTimeout(5000, () => socket.destroy(new Error('AMI: no connection within 5 s')))
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeListener('error', reject)
      resolve(socket)
    })
  })
}
