import { EventEmitter } from 'node:events'
import type { Socket } from 'socket.io'
import { expect, it, vi } from 'vitest'
import { watchBackPressure } from './back-pressure.ts'

/** Engine.IO's connection as far as it tells what it queues and hands over. */
function watched() {
  const transport = new EventEmitter()
  const conn = Object.assign(new EventEmitter(), { transport })
  const onSlow = vi.fn()
  watchBackPressure(conn as unknown as Socket['conn'], onSlow)
  return {
    onSlow,
    frame: (size: number) => conn.emit('packetCreate', { data: `2${'x'.repeat(size - 1)}` }),
    answer: (size: number) => conn.emit('packetCreate', { data: `3${'x'.repeat(size - 1)}` }),
    flush: () => conn.emit('flush'),
    drain: () => transport.emit('drain'),
  }
}

it('a peer that takes no frames is cut, once', () => {
  const peer = watched()
  for (let n = 0; n < 40; n++) peer.frame(50_000)
  expect(peer.onSlow).toHaveBeenCalledTimes(1)
})

it('a peer that takes its frames is not, whatever their number', () => {
  const peer = watched()
  for (let n = 0; n < 100; n++) {
    peer.frame(500_000)
    peer.flush()
    peer.drain()
  }
  expect(peer.onSlow).not.toHaveBeenCalled()
})

it('the answer that it asked for is no reason, whatever its size, nor are frames that wait behind it', () => {
  const peer = watched()
  peer.answer(40_000_000)
  peer.flush()
  for (let n = 0; n < 10; n++) peer.frame(1_000_000)
  expect(peer.onSlow).not.toHaveBeenCalled()
  peer.drain()
  // taken: from here on it is a peer like any other
  peer.frame(1)
  expect(peer.onSlow).toHaveBeenCalledTimes(1)
})

it('one that asks again and again and reads nothing is cut', () => {
  const peer = watched()
  peer.answer(3_000_000)
  peer.flush()
  for (let n = 0; n < 8; n++) peer.answer(3_000_000)
  expect(peer.onSlow).toHaveBeenCalledTimes(1)
})
