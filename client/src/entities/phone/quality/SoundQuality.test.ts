import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CallStats } from '../../../softphone/phone.ts'
import { samplePhoneCall } from '../../../testing/fake-phone.ts'
import { all, click, mountInApp, one } from '../../../testing/mount.ts'
import { ApiError } from '../../../realtime/api-error.ts'
import PhoneStrip from '../PhoneStrip.vue'

beforeEach(() => {
  sessionStorage.clear()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => void vi.useRealTimers())

const talk = samplePhoneCall({ state: 'talking', answeredAt: '2026-11-22T10:00:05.000Z' })

/** A strip whose talk carries what `flow` says, each look. */
async function talking(report: (request: { params?: unknown }) => unknown = () => ({ ok: true })) {
  const flow = { in: 100, out: 100, lost: 0 }
  const page = await mountInApp(PhoneStrip, {
    props: { always: true },
    answers: { reportCallQuality: report },
  })
  const stats: CallStats = {
    inbound: { packets: 0, lost: 0, energy: 0, level: 0, jitterSeconds: 0.01 },
    outbound: {
      packets: 0,
      energy: 0,
      level: 0,
      roundTripSeconds: 0.04,
      lossPercent: 0,
      jitterSeconds: 0.01,
    },
    connection: 'connected',
  }
  page.phone.stats = () => {
    stats.inbound.packets += flow.in
    stats.inbound.lost += flow.lost
    stats.outbound.packets += flow.out
    stats.outbound.energy += 0.1
    return Promise.resolve(structuredClone(stats))
  }
  page.phone.show({ calls: [talk] })
  const looks = async (count: number): Promise<void> => {
    for (let look = 0; look < count; look++) {
      await vi.advanceTimersByTimeAsync(2000)
      await flushPromises()
    }
  }
  const reports = (): unknown[] => page.asked.filter(({ name }) => name === 'reportCallQuality')
  return { ...page, flow, looks, reports }
}

describe('the sound of a talk', () => {
  test('a dot and words say how the line is; the estimate is called one', async () => {
    const { flow, looks } = await talking()
    await looks(3)
    expect(document.body.textContent).toMatch(/Связь хорошая\s*\(оценка 4,\d\)/)
    flow.lost = 30
    await looks(2)
    expect(document.body.textContent).toContain('Связь плохая')
  })

  test.each([
    ['in', 'Не слышно собеседника'],
    ['out', 'Вас не слышно'],
  ] as const)('nothing goes %s: «%s», with a repair', async (direction, said) => {
    const { flow, looks, phone } = await talking()
    await looks(2)
    flow[direction] = 0
    await looks(3)
    expect(all('alert').map((alert) => alert.textContent?.trim())).toContain(said)
    await click(one('button', 'Починить'))
    expect(phone.asked).toContain('repair c1')
    flow[direction] = 100
    await looks(1)
    expect(all('button', 'Починить')).toEqual([])
  })

  test('at its end the report is sent once, again if the server does not know of the talk yet', async () => {
    let tries = 0
    const { looks, phone, reports } = await talking(() => {
      tries += 1
      if (tries === 1) throw new ApiError('notFound', 404)
      return { ok: true }
    })
    await looks(4)
    phone.show({ calls: [{ ...talk, state: 'ended', endReason: 'remote' }] })
    await looks(4)
    expect(reports()).toHaveLength(2)
    expect(reports()[1]).toMatchObject({
      request: {
        params: { id: 'embedded:1' },
        body: { inbound: { lossPercent: 0 }, unheardCallerSeconds: 0 },
      },
    })
  })

  test('a window that only commands the phone shows the sound and reports nothing', async () => {
    const { looks, phone, reports } = await talking()
    phone.show({ window: 'other' })
    await looks(3)
    expect(document.body.textContent).toContain('Связь хорошая')
    phone.show({ calls: [] })
    await looks(2)
    expect(reports()).toEqual([])
  })
})
