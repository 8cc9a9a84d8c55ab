import { expect, test } from 'vitest'
import type { Heartbeat } from '#contracts/operator-state.ts'
import { createFakePhone } from '../testing/fake-phone.ts'
import { startHeartbeat } from './heartbeat.ts'

function scene() {
  const phone = createFakePhone()
  const sent: Heartbeat[] = []
  const ticks: (() => void)[] = []
  const end = startHeartbeat({
    phone,
    send: (beat) => sent.push(beat),
    timers: {
      after: () => () => undefined,
      every: (_ms, run) => {
        ticks.push(run)
        return () => ticks.splice(ticks.indexOf(run), 1)
      },
    },
  })
  return { phone, sent, end, tick: () => ticks.forEach((run) => run()), ticks }
}
const fine: Heartbeat = { microphone: 'live', phone: 'registered' }

test('each tick says that the page can take a call', () => {
  const { sent, tick } = scene()
  tick()
  expect(sent).toEqual([fine, fine])
})

test('a microphone that ends and a phone that reconnects are said at once', () => {
  const { phone, sent } = scene()
  phone.show({ microphone: 'missing' })
  phone.show({ registration: { ...phone.snapshot().registration, state: 'connecting' } })
  phone.show({ ringtone: 'sounding' })
  expect(sent).toEqual([
    fine,
    { microphone: 'off', phone: 'registered' },
    { microphone: 'off', phone: 'connecting' },
  ])
})

test('a window that only commands the phone of another says nothing', () => {
  const { phone, sent, tick } = scene()
  phone.show({ window: 'other' })
  tick()
  expect(sent).toEqual([fine])
})

test('a page whose phone goes off says so once, and an ended heartbeat neither', () => {
  const { phone, sent, tick, end, ticks } = scene()
  phone.show({ registration: { ...phone.snapshot().registration, state: 'off' } })
  tick()
  expect(sent).toEqual([fine, { microphone: 'off', phone: 'off' }])
  end()
  phone.show({ registration: { ...phone.snapshot().registration, state: 'registered' } })
  expect(sent).toHaveLength(2)
  expect(ticks).toEqual([])
})
