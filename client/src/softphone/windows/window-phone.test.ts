import { beforeEach, expect, it, vi } from 'vitest'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { createFakePhone, samplePhoneCall, type FakePhone } from '../../testing/fake-phone.ts'
import { phoneOff } from '../create-phone.ts'
import { createWindowPhone, type WindowPhone } from './window-phone.ts'

const credentials: PhoneCredentials = {
  server: 'wss://pbx/ws',
  domain: 'd',
  username: 'op-1',
  realm: 'r',
  ha1: 'h',
  displayName: 'Анна',
  queueNumber: '112',
  expiresAt: '2026-11-23T10:00:00.000Z',
}

/** A browser with windows: the first that was opened and is not closed has the lock; all hear each other. */
let browser: ReturnType<typeof openBrowser>
function openBrowser() {
  const ports: EventTarget[] = []
  const waiting: (() => void)[] = []
  const openWindow = (): { phone: WindowPhone; local: FakePhone } => {
    const port = new EventTarget()
    ports.push(port)
    const postMessage = (data: unknown): void => {
      for (const other of ports)
        if (other !== port) queueMicrotask(() => other.dispatchEvent(new MessageEvent('message', { data })))
    }
    const local = createFakePhone()
    const phone = createWindowPhone({
      createLocal: () => local,
      locks: {
        request: ((_: string, lead: () => Promise<void>) => {
          waiting.push(() => void lead())
          if (waiting.length === 1) waiting[0]?.()
          return new Promise(() => undefined)
        }) as LockManager['request'],
      },
      port: Object.assign(port, { postMessage }) as unknown as BroadcastChannel,
      newId: () => crypto.randomUUID(),
      initial: phoneOff,
    })
    return { phone, local }
  }
  const closeFirst = (): void => {
    ports.shift()
    waiting.shift()
    waiting[0]?.()
  }
  return { openWindow, closeFirst }
}
beforeEach(() => {
  browser = openBrowser()
})

it('a new window of the same person leaves the phone of the other alone', async () => {
  const first = browser.openWindow()
  await first.phone.keepFor('op-1')
  first.phone.configure(credentials)
  await first.phone.start()
  first.local.show({ calls: [samplePhoneCall({ state: 'talking' })] })
  const second = browser.openWindow()
  await second.phone.keepFor('op-1')
  expect(second.phone.snapshot()).toMatchObject({ window: 'other', calls: [{ state: 'talking' }] })
  expect(first.local.asked).not.toContain('stop')
})

it.each(['op-2', null])('the phone of another window goes off when %s signs in', async (username) => {
  const first = browser.openWindow()
  first.phone.configure(credentials)
  await first.phone.start()
  await browser.openWindow().phone.keepFor(username)
  expect(first.local.asked.at(-1)).toBe('stop')
})

it('the window that is left goes on the line by what the other told it', async () => {
  const first = browser.openWindow()
  first.phone.configure(credentials)
  await first.phone.start()
  const second = browser.openWindow()
  await second.phone.keepFor('op-1')
  browser.closeFirst()
  await vi.waitFor(() => expect(second.local.asked).toEqual(['configure wss://pbx/ws', 'start']))
  expect(second.phone.snapshot().window).toBe('this')
})
