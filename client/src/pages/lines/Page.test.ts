import { describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
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
    await click(one('button', /^Сохранить/))
    expect(saved).toHaveBeenCalledOnce()
    expect(document.body.textContent).toContain('«Лифты»: звонящие не попали бы ни к кому')
  })

  test('two administrators at one line: what only one changed is kept, what both changed is asked', async () => {
    const theirs = desk()
    const [line] = theirs.lines
    if (line === undefined) throw new Error('no line')
    Object.assign(line, {
      version: 4,
      name: 'Лифты и ворота',
      digits: '73452001133',
      byNight: [{ kind: 'voicemail' }],
    })
    let now = desk()
    const asked: unknown[] = []
    const page = await mountLines(
      {
        listLines: () => now,
        saveLinePart: ({ body }) => {
          asked.push(body)
          if (asked.length > 1) return { id: 1, version: 5 }
          now = theirs
          throw new ApiError('conflict', 409)
        },
      },
      '/lines?kind=line&id=1',
    )
    await type(one('textbox', 'Название'), 'Лифты и домофоны')
    await click(one('button', /^Сохранить/))
    expect(all('alert').map((alert) => alert.textContent?.replaceAll(/\s+/g, ' '))).toContain(
      ' Название. Пока вы правили, другой сотрудник записал: Лифты и ворота. Взять это'.trim(),
    )
    expect(one('textbox', 'Название')).toHaveProperty('value', 'Лифты и домофоны')
    await page.press('s', { ctrlKey: true, code: 'KeyS' })
    expect(asked[1]).toMatchObject({
      version: 4,
      part: { fields: { name: 'Лифты и домофоны', digits: '73452001133', byNight: [{ kind: 'voicemail' }] } },
    })
  })

  test('what was typed and not saved is there again after a look elsewhere', async () => {
    const page = await mountLines({}, '/lines?kind=line&id=1')
    await type(one('textbox', 'Номер, на который звонят'), '+7 (3452) 00-11-33')
    await page.router.replace('/lines?kind=line')
    await vi.waitFor(() => expect(all('textbox', 'Номер, на который звонят')).toEqual([]))
    await page.router.replace('/lines?kind=line&id=1')
    await vi.waitFor(() =>
      expect(one('textbox', 'Номер, на который звонят')).toHaveProperty('value', '73452001133'),
    )
    expect(document.body.textContent).toContain('Здесь осталось 1 несохранённое поле')
  })

  test('what is not filled in is told at its field, and nothing is sent', async () => {
    const saved = vi.fn()
    await mountLines({ saveLinePart: saved }, '/lines?kind=menu&id=0')
    await type(one('textbox', 'Название'), 'Меню')
    await click(one('button', /^Сохранить/))
    expect(saved).not.toHaveBeenCalled()
    expect(one('textbox', 'Что говорит меню').getAttribute('aria-invalid')).toBe('true')
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
