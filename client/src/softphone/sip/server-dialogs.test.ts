import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RememberedDialog } from './dialog-memory.ts'
import { createServerDialogs, type DialogServer } from './server-dialogs.ts'
import { pageTimers } from '../worker/timers.ts'

const dialog: RememberedDialog = {
  server: 'wss://pbx/ws',
  username: 'op-1',
  callId: 'c1',
  localTag: 'l',
  remoteTag: 'r',
  direction: 'in',
  remoteNumber: '+73452000001',
  remoteName: '',
  startedAt: '2026-11-22T10:00:00.000Z',
  answeredAt: '2026-11-22T10:00:05.000Z',
  pbxCallId: null,
  held: false,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server as the routes are: it keeps what it is told and since when it heard nothing. */
function open(found: { instance: string; quietMs: number; dialogs: RememberedDialog[] }) {
  const kept: RememberedDialog[][] = []
  const server: DialogServer = {
    save: (_, dialogs) => Promise.resolve(kept.push([...dialogs])),
    find: () => Promise.resolve({ ...found }),
  }
  return { kept, dialogs: createServerDialogs({ server, instance: 'here', timers: pageTimers }) }
}

describe('talks kept on the server', () => {
  it('are told at once, again every three seconds while they last, and once when they are over', async () => {
    const { kept, dialogs } = open({ instance: '', quietMs: 0, dialogs: [] })
    dialogs.save([])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(kept).toEqual([])
    dialogs.save([dialog])
    await vi.advanceTimersByTimeAsync(6_500)
    expect(kept).toEqual([[dialog], [dialog], [dialog]])
    dialogs.save([])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(kept.slice(3)).toEqual([[]])
  })

  it('of this browser are taken up at once, whose other page is gone', async () => {
    const { dialogs } = open({ instance: 'here', quietMs: 100, dialogs: [dialog] })
    expect(await dialogs.find()).toEqual([dialog])
  })

  it('of another browser are left alone while its page lives, and taken up when it fell silent', async () => {
    const found = { instance: 'there', quietMs: 1_000, dialogs: [dialog] }
    const { dialogs } = open(found)
    const taken = vi.fn<(dialogs: RememberedDialog[]) => void>()
    void dialogs.find().then(taken)
    await vi.advanceTimersByTimeAsync(9_000)
    expect(taken).not.toHaveBeenCalled()
    found.quietMs = 9_000
    await vi.advanceTimersByTimeAsync(2_000)
    expect(taken).toHaveBeenCalledWith([dialog])
  })
})
