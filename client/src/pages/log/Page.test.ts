import { describe, expect, test, vi } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { useCallStore } from '../../entities/call/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type Answers } from '../../testing/mount.ts'
import { sampleCall, sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'

const ended = (id: string, over: Partial<Call> = {}): Call =>
  sampleCall({
    id,
    state: 'ended',
    result: 'answered',
    answeredAt: '2026-11-22T10:00:05.000Z',
    endedAt: '2026-11-22T10:01:00.000Z',
    ...over,
  })
const mountLog = (answers: Answers, path = '/log') => mountInApp(Page, { path, role: 'supervisor', answers })
const page = (calls: Call[], next: string | null = null) => ({ calls, next })

describe('log page', () => {
  test('a call that rings now stands on top without a reload', async () => {
    await mountLog({ listCalls: () => page([ended('embedded:1')]) })
    useCallStore().take(
      new Map([
        [
          'embedded:2',
          sampleCall({ id: 'embedded:2', from: '+73452009999', arrivedAt: '2026-11-22T11:00:00.000Z' }),
        ],
      ]),
      null,
    )
    await vi.waitFor(() => expect(all('row')[0]?.textContent).toContain('+7 3452 00-99-99'))
  })

  test('"show more" continues by the cursor', async () => {
    const log = await mountLog({
      listCalls: ({ query }) =>
        (query as { cursor?: string }).cursor === 'c2'
          ? page([ended('embedded:1', { arrivedAt: '2026-11-21T10:00:00.000Z' })])
          : page([ended('embedded:2')], 'c2'),
    })
    await click(one('button', 'Показать ещё'))
    expect(all('row')).toHaveLength(2)
    expect(log.asked.at(-1)?.request.query).toMatchObject({ cursor: 'c2' })
    expect(all('button', 'Показать ещё')).toEqual([])
  })

  test('missed only, by one key', async () => {
    const log = await mountLog({ listCalls: () => page([]) })
    await log.press('p', { code: 'KeyP', altKey: true })
    await vi.waitFor(() => expect(log.asked.at(-1)?.request.query).toEqual({ result: 'missed' }))
    expect(document.body.textContent).toContain('Таких звонков нет')
  })

  test('the details show the course of the call, its tasks and the recording', async () => {
    const call = ended('embedded:1', { recording: 'a.wav' })
    await mountLog(
      {
        listCalls: () => page([call]),
        getCall: () => ({
          call,
          quality: [],
          tasks: [sampleTask({ number: '26-000001', status: 'new' })],
          events: [
            {
              type: 'call.arrived',
              source: 'embedded',
              position: '1:0',
              at: call.arrivedAt,
              callId: '1',
              legId: 'l',
              from: '+73452001203',
              displayName: '',
              to: '112',
            },
          ],
        }),
      },
      '/log?call=embedded:1',
    )
    expect(document.body.textContent).toContain('Позвонили с номера +7 3452 00-12-03')
    expect(one('link', 'Заявка № 26-000001').getAttribute('href')).toBe('/board?task=1')
    expect(document.querySelector('audio')?.getAttribute('src')).toBe('/api/calls/embedded%3A1/recording')
  })

  test('what a talk came to stands in its row; only who had it may say so', async () => {
    const call = ended('embedded:1', { wrapUp: 'complaint' })
    await mountLog(
      {
        listCalls: () => page([call]),
        getCall: () => ({ call, quality: [], tasks: [], events: [] }),
      },
      '/log?call=embedded:1',
    )
    expect(all('row')[0]?.textContent).toContain('Жалоба')
    expect(all('button', 'Консультация')).toEqual([])
  })

  test('trouble is told with a way to try again', async () => {
    let isAway = true
    await mountLog({
      listCalls: () => {
        if (isAway) throw new ApiError('databaseAway', 503)
        return page([ended('embedded:1')])
      },
    })
    expect(one('alert').textContent).toContain('временно не может')
    isAway = false
    await click(one('button', 'Повторить'))
    expect(all('row')).toHaveLength(1)
  })
})
