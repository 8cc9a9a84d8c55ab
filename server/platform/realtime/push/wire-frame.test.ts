import { createServer } from 'node:http'
import { once } from 'node:events'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveState } from '#contracts/journal.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'
import { eventText, textFrames } from './wire-frame.ts'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
let url: string
beforeAll(async () => {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(async () => {
  await io.close()
})

const state = (waiting: number): LiveState => ({
  operators: [],
  pbx: { kind: 'embedded', state: 'up', since: '2026-11-22T10:00:00.000Z' },
  waiting,
})
const call = (displayName: string) => ({
  prev: 0,
  last: 1,
  entries: [
    {
      seq: 1,
      at: '2026-11-22T10:00:00.000Z',
      data: { type: 'call.changed' as const, call: sampleCall('c', { displayName }) },
    },
  ],
})

describe('a frame made once and written past Socket.IO', () => {
  // What engine.io, socket.io and ws must keep: revision of the protocol, and that their own frames are written whole
  it('is taken by socket.io-client as an event, at every size, between large answers of Socket.IO itself', async () => {
    const heard: string[] = []
    const page = connect(url, { transports: ['websocket'], forceNew: true })
    page.on('live', (live: LiveState) => void heard.push(String(live.waiting)))
    page.on('journal', (frame: ReturnType<typeof call>) => {
      const [entry] = frame.entries
      heard.push(`${entry?.data.call.displayName.length}`)
    })
    const [socket] = await once(io, 'connection')
    await vi.waitFor(() => expect(page.connected).toBe(true))
    const { socket: tcp } = socket.request
    const around = (size: number): number[] => [size - 1, size, size + 1]
    // what the text is without the name, so that payloads end just before, at and after 125, 64 kB
    const bare = Buffer.byteLength(eventText('journal', call('')))
    const lengths = [1, ...around(65_535 - bare), ...around(65_536 - bare), 1_000_000]
    const answers = Promise.all(
      lengths.map((length, n) => {
        const answer = socket.timeout(20_000).emitWithAck('question', 'я'.repeat(300_000))
        tcp.write(textFrames([eventText('journal', call('x'.repeat(length))), eventText('live', state(-n))]))
        return answer
      }),
    )
    const sizes: number[] = []
    page.on('question', (text: string, answer: (size: number) => void) => {
      sizes.push(text.length)
      answer(text.length)
    })
    expect(await answers).toEqual(lengths.map(() => 300_000))
    await vi.waitFor(() => expect(heard).toHaveLength(lengths.length * 2))
    expect(heard).toEqual(lengths.flatMap((length, n) => [String(length), String(-n)]))
    page.close()
  })

  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('has the head of RFC 6455 at %i bytes', (size, head) => {
    const frame = textFrames(['x'.repeat(size)])
    expect(frame.subarray(0, head.length / 2).toString('hex')).toBe(head)
    expect(frame).toHaveLength(head.length / 2 + size)
  })
})
