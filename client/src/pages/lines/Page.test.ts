import { describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../realtime/api-error.ts'
import { click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import Page from './Page.vue'
import type { Desk } from './parts.ts'

const queue = { kind: 'queue', queueId: 1 } as const
const desk = (): Desk => ({
  lines: [
    {
      ...{ id: 1, version: 3, name: 'Лифты', digits: '73452001122', companyId: 1, greeting: '' },
      ...{ scheduleId: null, priority: 4, byDay: [queue], byNight: [queue] },
    },
  ],
  queues: [
    {
      ...{ id: 1, version: 1, name: 'Общая', strategy: 'longestIdle', waitSeconds: null },
      ...{ isFirst: false, operators: null, overflow: [], isDefault: true },
    },
  ],
  ...{ schedules: [], menus: [], night: null, operators: [] },
  companies: [{ id: 1, name: 'УК', greeting: '' }],
})
const mountLines = (answers: Answers = {}, path = '/lines') =>
  mountInApp(Page, {
    path,
    role: 'admin',
    answers: {
      listLines: desk,
      getNightMode: () => ({ night: null }),
      linePartHistory: () => ({ versions: [] }),
      ...answers,
    },
  })

describe('lines page', () => {
  test('a line shows its number and where it leads; one company shows no trace of others', async () => {
    await mountLines({}, '/lines?kind=line&id=1')
    expect(one('button', /Лифты/).textContent).toContain('73452001122 → Очередь «Общая»')
    expect(document.body.textContent).not.toContain('Компания')
  })

  test('a change is saved for the next call, and what would leave callers nowhere is told by name', async () => {
    const saved = vi.fn(() => {
      throw new ApiError('linesBroken', 409, {
        code: 'linesBroken',
        details: { problem: 'nowhere', name: 'Лифты' },
      })
    })
    await mountLines({ saveLinePart: saved }, '/lines?kind=line&id=1')
    await type(one('textbox', 'Название'), 'Лифты и домофоны')
    await click(one('button', 'Сохранить'))
    expect(saved).toHaveBeenCalledOnce()
    expect(document.body.textContent).toContain('«Лифты»: звонящие не попали бы ни к кому')
  })

  test('where a call would go is told step by step with its reason', async () => {
    await mountLines({
      whereWouldItGo: () => ({
        line: { id: 1, name: 'Лифты' },
        at: '2026-11-28T10:00:00.000Z',
        steps: [
          { step: queue, reason: { key: 'always' } },
          { step: { kind: 'callback' }, reason: { key: 'busy', seconds: 120 } },
        ],
      }),
    })
    await click(one('button', 'Показать'))
    expect(document.body.textContent).toMatch(
      /день всегда.*Очередь «Общая».*никто не ответил за 120 с.*Обещать перезвонить/s,
    )
  })
})
