import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PbxLive } from '#sip/live.ts'
import { watchAsterisk, type AsteriskWatch } from './ami.ts'

// a manager of one test: it speaks the lines that Asterisk 22.10 was heard to speak
let server: Server
let port: number
let sockets: Socket[]
let isRefusing: boolean
let watch: AsteriskWatch | undefined
let seen: PbxLive[]
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`

function answer(socket: Socket, request: string): void {
  const action = /^action: (.+)\r$/im.exec(request)?.[1]
  const id = /^actionid: (.+)\r$/im.exec(request)?.[1] ?? ''
  const list = (complete: string, ...items: string[][]): string =>
    [
      lines('Response: Success', `ActionID: ${id}`, 'EventList: start'),
      ...items.map((item) => lines(...item, `ActionID: ${id}`)),
      lines(`Event: ${complete}`, `ActionID: ${id}`, 'EventList: Complete'),
    ].join('')
  const answers: Record<string, string> = {
    Login: isRefusing
      ? lines('Response: Error', `ActionID: ${id}`, 'Message: Authentication failed')
      : lines('Response: Success', `ActionID: ${id}`, 'Message: Authentication accepted'),
    Ping: lines('Response: Success', `ActionID: ${id}`, 'Ping: Pong'),
    // an event in the middle of the snapshot belongs to the time after it
    QueueStatus:
      lines('Event: DeviceStateChange', 'Device: PJSIP/op-2', 'State: RINGING') +
      list('QueueStatusComplete', ['Event: QueueParams', 'Queue: dispatch', 'Calls: 1']),
    DeviceStateList: list(
      'DeviceStateListComplete',
      ['Event: DeviceStateChange', 'Device: PJSIP/op-1', 'State: NOT_INUSE'],
      ['Event: DeviceStateChange', 'Device: PJSIP/op-2', 'State: NOT_INUSE'],
    ),
    CoreShowChannels: list('CoreShowChannelsComplete', ['Event: CoreShowChannel', 'Linkedid: 1.1']),
  }
  socket.write(answers[action ?? ''] ?? lines('Response: Error', `ActionID: ${id}`, 'Message: Invalid'))
}

beforeEach(async () => {
  sockets = []
  seen = []
  isRefusing = false
  server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.write('Asterisk Call Manager/11.0.0\r\n')
    let rest = ''
    socket.on('data', (data) => {
      const parts = `${rest}${String(data)}`.split('\r\n\r\n')
      rest = parts.pop() ?? ''
      for (const part of parts) answer(socket, `${part}\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterEach(async () => {
  await watch?.stop()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

const start = (more: { celFile?: string; openCalls?: () => Promise<string[]> } = {}) =>
  (watch = watchAsterisk({
    host: '127.0.0.1',
    port,
    username: 'vakhta',
    secret: 'x',
    log,
    onLive: (live) => seen.push(live),
    ...more,
  }))
const states = () => seen.at(-1)?.operators.map((o) => `${o.sipUsername} ${o.state}`)
const untilUp = () => vi.waitFor(() => expect(watch?.live().state).toBe('up'), { timeout: 60_000 })

describe('watchAsterisk', () => {
  it('shows the snapshot and what came while it was taken, at once and together', async () => {
    start()
    expect(seen[0]?.state).toBe('down')
    await untilUp()
    expect(seen).toHaveLength(2)
    expect(states()).toEqual(['op-1 available', 'op-2 ringing'])
    expect(seen.at(-1)?.waiting).toBe(1)
  })

  it('follows events, and says nothing when nothing changed', async () => {
    start()
    await untilUp()
    sockets[0]?.write(lines('Event: DeviceStateChange', 'Device: PJSIP/op-1', 'State: INUSE'))
    await vi.waitFor(() => expect(states()).toContain('op-1 talking'))
    const count = seen.length
    sockets[0]?.write(lines('Event: DeviceStateChange', 'Device: PJSIP/op-1', 'State: INUSE'))
    sockets[0]?.write(lines('Event: DeviceStateChange', 'Device: PJSIP/op-2', 'State: NOT_INUSE'))
    await vi.waitFor(() => expect(states()).toContain('op-2 available'))
    expect(seen).toHaveLength(count + 1)
  })

  it('shows that Asterisk is gone, and comes back with a new snapshot', async () => {
    start()
    await untilUp()
    sockets[0]?.destroy()
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'down', operators: [], waiting: 0 }))
    await untilUp()
    expect(states()).toEqual(['op-1 available', 'op-2 ringing'])
  })

  it('tries again while the secret is refused', async () => {
    isRefusing = true
    start()
    await vi.waitFor(() => expect(sockets.length).toBeGreaterThan(1), { timeout: 60_000 })
    expect(watch?.live().state).toBe('down')
    isRefusing = false
    await untilUp()
  })

  it('adds holds and lost calls to the ledger', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vakhta-ami-'))
    try {
      const celFile = join(folder, 'cel.json')
      start({ celFile, openCalls: async () => ['1.1', '1.7'] })
      await untilUp()
      const hold = (event: string, exten: string) =>
        lines(
          `Event: ${event}`,
          'Timestamp: 1795356247.5',
          `Exten: ${exten}`,
          'Uniqueid: 1.2',
          'Linkedid: 1.1',
        )
      sockets[0]?.write(hold('Hold', 'reattach') + hold('Hold', 's'))
      await vi.waitFor(async () => {
        const written = (await readFile(celFile, 'utf8')).trimEnd().split('\n')
        expect(written.map((line) => JSON.parse(line))).toMatchObject([
          { userdeftype: 'VAKHTA_LOST', linkedid: '1.7' },
          { userdeftype: 'VAKHTA_HELD', linkedid: '1.1', uniqueid: '1.2', eventtime: '1795356247.5' },
        ])
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('stops while it waits to connect again', async () => {
    isRefusing = true
    const one = start()
    await vi.waitFor(() => expect(sockets.length).toBeGreaterThan(0))
    await one.stop()
  })
})
