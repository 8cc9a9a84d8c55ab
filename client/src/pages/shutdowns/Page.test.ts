import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { RouteResponse } from '#contracts/http.ts'
import type { Role } from '#contracts/permission.ts'
import type { Shutdown, ShutdownCaller } from '#contracts/shutdown.ts'
import { useShutdownStore } from '../../entities/shutdown/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleCaller, sampleShutdown } from '../../testing/sample-shutdown.ts'
import { useToasts } from '../../ui/notes/toasts.ts'
import Page from './Page.vue'

const details = (shutdown: Shutdown, over: Partial<RouteResponse<'getShutdown'>> = {}) => ({
  shutdown,
  houses: [
    {
      houseId: 1,
      via: 'heatPoint' as const,
      entrances: [2],
      address: 'ул. Республики, 5',
      flats: 80,
      living: 150,
    },
  ],
  terms: [],
  history: [
    { at: '2026-11-22T10:00:00.000Z', byName: 'Ольга', what: 'created' as const, note: '', fact: null },
  ],
  callers: [],
  tasks: [],
  ...over,
})
const mountPage = (
  shutdowns: Shutdown[],
  answers: Answers = {},
  path = '/shutdowns',
  role: Role = 'dispatcher',
) =>
  mountInApp(Page, {
    path,
    role,
    answers: { getShutdown: () => details(shutdowns[0] ?? sampleShutdown()), ...answers },
    before: () => useShutdownStore().take(new Map(shutdowns.map((one) => [one.id, one])), null),
  })
const sent = (page: Awaited<ReturnType<typeof mountPage>>, name: string) =>
  page.asked.findLast((one) => one.name === name)?.request
describe('shutdowns', () => {
  test('history says in words which fields were changed; what a person wrote stands as it is', async () => {
    const entry = { at: '2026-11-22T10:00:00.000Z', byName: 'Ольга', note: '', fact: null }
    const shutdown = sampleShutdown()
    await mountPage(
      [shutdown],
      {
        getShutdown: () =>
          details(shutdown, {
            history: [
              { ...entry, what: 'changed', fact: { what: 'fields', fields: ['services', 'houses'] } },
              { ...entry, what: 'recorded', fact: { what: 'recordingRemoved' } },
              { ...entry, what: 'moved', note: 'Нет задвижки' },
            ],
          }),
      },
      `/shutdowns?id=${shutdown.id}`,
    )
    await vi.waitFor(() => expect(document.body.textContent).toContain('изменено: Чего нет, Дома'))
    expect(document.body.textContent).toContain('записано голосом: запись убрана')
    expect(document.body.textContent).toContain('срок перенесён: Нет задвижки')
  })

  test('a new one of the journal appears by itself; callers are counted as they call', async () => {
    await mountPage([])
    expect(document.body.textContent).toContain('Отключений нет')
    useShutdownStore().take(new Map([[5, sampleShutdown({ callerCount: 41 })]]), null)
    await flushPromises()
    expect(one('row', /О26-000017/).textContent).toContain('41')
  })

  test('the archive is asked page by page', async () => {
    const old = sampleShutdown({
      id: 2,
      number: 'О26-000002',
      status: 'restored',
      endedAt: '2026-11-01T10:00:00.000Z',
    })
    const page = await mountPage(
      [],
      { listShutdowns: () => ({ shutdowns: [old], next: null }) },
      '/shutdowns?status=restored',
    )
    await vi.waitFor(() => expect(all('row', /О26-000002/)).toHaveLength(1))
    expect(sent(page, 'listShutdowns')?.query).toMatchObject({ status: 'restored' })
  })

  test('who may not keep shutdowns reads them', async () => {
    await mountPage([sampleShutdown()], {}, '/shutdowns?id=5', 'operator')
    expect(document.body.textContent).toContain('Нет горячей воды.')
    for (const name of [/Завершить/, /Сдвинуть срок/, /Новое отключение/, /Записать своим голосом/])
      expect(all('button', name)).toEqual([])
  })

  test('the houses stand one by one with entrances and residents', async () => {
    await mountPage([sampleShutdown()], {}, '/shutdowns?id=5')
    expect(one('link', 'ул. Республики, 5').closest('li')?.textContent).toMatch(
      /подъезды 2.*80 квартир.*150 жителей/,
    )
  })

  test('the term is moved by keyboard; an unnamed one is not sent', async () => {
    const page = await mountPage(
      [
        sampleShutdown({
          startsAt: new Date().toISOString(),
          limits: [
            {
              service: 'coldWater',
              by: new Date(Date.now() + 4 * 3_600_000).toISOString(),
              hours: 4,
              basis: 'ПП РФ 354, прил. 1, п. 1',
            },
          ],
        }),
      ],
      { moveTerm: () => sampleShutdown({ version: 2, shifts: 1 }) },
      '/shutdowns?id=5',
    )
    await page.press('c', { code: 'KeyC', altKey: true })
    await page.press('Enter', { ctrlKey: true })
    expect(one('alert').textContent).toContain('Назовите срок')
    await type(one('textbox', 'Новый срок'), '+3 ч')
    expect(one('dialog').textContent).not.toContain('дольше допустимого')
    await type(one('textbox', 'Новый срок'), '+5 ч')
    expect(one('dialog').textContent).toContain('Срок дольше допустимого перерыва')
    await type(one('textbox', 'Почему'), 'не нашли место утечки')
    await page.press('Enter', { ctrlKey: true })
    expect(sent(page, 'moveTerm')?.body).toMatchObject({ version: 1, reason: 'не нашли место утечки' })
    expect(all('dialog')).toEqual([])
  })

  test('what somebody else changed meanwhile is said in the dialog, which stays', async () => {
    const page = await mountPage(
      [sampleShutdown()],
      {
        endShutdown: () => {
          throw new ApiError('conflict', 409)
        },
      },
      '/shutdowns?id=5',
    )
    await page.press('m', { code: 'KeyM', altKey: true })
    await page.press('Enter', { ctrlKey: true })
    expect(one('dialog').textContent).toContain('изменил кто-то другой')
  })

  test('ended: callers are asked and tasks are closed unless that is taken out', async () => {
    const page = await mountPage(
      [sampleShutdown({ callerCount: 2 })],
      {
        endShutdown: () =>
          sampleShutdown({ version: 2, status: 'restored', endedAt: new Date().toISOString() }),
      },
      '/shutdowns?id=5',
    )
    await page.press('m', { code: 'KeyM', altKey: true })
    await click(one('checkbox', /Закрыть заявки/))
    await page.press('Enter', { ctrlKey: true })
    expect(sent(page, 'endShutdown')?.body).toMatchObject({ version: 1, askCallers: true, closeTasks: false })
    expect(one('button', 'Открыть снова').isConnected).toBe(true)
  })

  test('a cancelled one needs a reason', async () => {
    const page = await mountPage(
      [sampleShutdown()],
      {
        cancelShutdown: () =>
          sampleShutdown({ version: 2, status: 'cancelled', endedAt: new Date().toISOString() }),
      },
      '/shutdowns?id=5',
    )
    await click(one('button', 'Отменить'))
    await click(one('button', 'Отменить отключение'))
    expect(sent(page, 'cancelShutdown')).toBeUndefined()
    await type(one('textbox', 'Почему'), 'завели дважды')
    await click(one('button', 'Отменить отключение'))
    expect(sent(page, 'cancelShutdown')?.body).toEqual({ version: 1, reason: 'завели дважды' })
  })
})

describe('news that no machine tells', () => {
  const left = {
    id: 1,
    whyNoCall: null,
    kind: 'moved',
    channel: 'person',
    state: 'pending',
    at: '2026-11-22T10:10:00.000Z',
  } as const
  const callers: ShutdownCaller[] = [
    sampleCaller({ id: 1, notice: { ...left, channel: 'sms', state: 'sent' } }),
    sampleCaller({ id: 2, number: '+73452001204', notice: left }),
    sampleCaller({ id: 3, number: '+73452001205', notice: left }),
    sampleCaller({ id: 4, number: '+73452001206', notice: { ...left, kind: 'survey' } }),
  ]
  /** A server that remembers who was told. */
  const mountTold = (role: 'operator' | 'viewer' = 'operator') => {
    let now = callers
    return mountPage(
      [sampleShutdown()],
      {
        getShutdown: () => details(sampleShutdown(), { callers: now }),
        noticeTold: ({ params }) => {
          const { id } = params as { id: number }
          now = now.map((one) => (one.id === id ? { ...one, notice: { ...left, state: 'sent' } } : one))
          return now.find((one) => one.id === id)
        },
      },
      '/shutdowns?id=5',
      role,
    )
  }

  test('one key says that he was told, and the keyboard is on the next one', async () => {
    const page = await mountTold()
    expect(document.body.textContent).toContain('Смене осталось сообщить 2 жителям')
    expect(all('button', /Сообщил\(а\)/)).toHaveLength(2)
    // the first who waits for it, wherever the focus stands
    await page.press('3', { code: 'Digit3' })
    expect(sent(page, 'noticeTold')).toEqual({ params: { id: 2 } })
    expect(document.body.textContent).toContain('Смене осталось сообщить 1 жителю')
    await page.press('3', { code: 'Digit3' })
    expect(sent(page, 'noticeTold')).toEqual({ params: { id: 3 } })
    expect(document.body.textContent).not.toContain('Смене осталось')
    expect(all('button', /Сообщил\(а\)/)).toEqual([])
    // nothing is left: the key does nothing
    const before = page.asked.length
    await page.press('3', { code: 'Digit3' })
    expect(page.asked).toHaveLength(before)
  })

  test('a colleague was faster: it is said, and the list is read anew', async () => {
    let isTold = false
    const page = await mountPage(
      [sampleShutdown()],
      {
        getShutdown: () => details(sampleShutdown(), { callers: isTold ? [] : callers }),
        noticeTold: () => {
          isTold = true
          throw new ApiError('conflict', 409)
        },
      },
      '/shutdowns?id=5',
    )
    await click(one('button', 'Сообщил(а): +7 3452 00-12-04'))
    expect(useToasts().toasts.at(-1)?.text).toContain('изменил кто-то другой')
    expect(sent(page, 'getShutdown')).toBeDefined()
    expect(all('button', /Сообщил\(а\)/)).toEqual([])
  })

  test('a spoken message is heard in the list, by who may answer it', async () => {
    const spoken = sampleCaller({ id: 8, callId: 'asterisk:8', hasMessage: true })
    const getShutdown = () => details(sampleShutdown(), { callers: [spoken, ...callers] })
    await mountPage([sampleShutdown()], { getShutdown }, '/shutdowns?id=5', 'operator')
    expect(document.querySelector('li audio')).toBeNull()
    await click(one('button', 'Прослушать сообщение: +7 3452 00-12-03'))
    expect(document.querySelector('li audio')?.getAttribute('src')).toBe('/api/calls/asterisk%3A8/message')
    await click(one('button', 'Прослушать сообщение: +7 3452 00-12-03'))
    expect(document.querySelector('li audio')).toBeNull()
  })

  test('who may not register reads that they wait', async () => {
    await mountTold('viewer')
    expect(document.body.textContent).toContain('ещё не обзвонен')
    expect(all('button', /Сообщил\(а\)/)).toEqual([])
  })
})

describe('the survey after the end', () => {
  const ended = sampleShutdown({ status: 'restored', endedAt: '2026-11-22T15:00:00.000Z' })
  const callers: ShutdownCaller[] = [
    sampleCaller({ id: 1 }),
    sampleCaller({ id: 2, number: '+73452001204', address: 'ул. Республики, 5, кв. 40' }),
  ]

  test('two keys for each caller: «нет» shows the task that it became', async () => {
    let now = callers
    const page = await mountPage(
      [ended],
      {
        getShutdown: () => details(ended, { callers: now }),
        answerSurvey: ({ params, body }) => {
          const { id } = params as { id: number }
          const { answer } = body as { answer: 'yes' | 'no' }
          const made = answer === 'no' ? { taskId: 77, taskNumber: '26-000077' } : {}
          now = now.map((caller) => (caller.id === id ? { ...caller, answer, ...made } : caller))
          return now.find((caller) => caller.id === id)
        },
      },
      '/shutdowns?id=5',
    )
    expect(document.body.textContent).toContain('опрошено 0 из 2')
    await page.press('2', { code: 'Digit2' })
    expect(sent(page, 'answerSurvey')).toEqual({ params: { id: 1 }, body: { answer: 'no' } })
    expect(one('link', 'заявка 26-000077').getAttribute('href')).toBe('/board?task=77')
    // the keyboard is on the next one already
    await page.press('1', { code: 'Digit1' })
    expect(sent(page, 'answerSurvey')).toEqual({ params: { id: 2 }, body: { answer: 'yes' } })
    expect(document.body.textContent).toContain('опрошено 2 из 2')
  })

  test('while it lasts nobody is asked', async () => {
    await mountPage(
      [sampleShutdown()],
      { getShutdown: () => details(sampleShutdown(), { callers }) },
      '/shutdowns?id=5',
    )
    expect(document.body.textContent).toContain('ждёт оповещения')
    expect(all('button', /Да, услуга есть/)).toEqual([])
  })
})
