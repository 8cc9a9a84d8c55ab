import { describe, expect, test, vi } from 'vitest'
import type { ConsentEntry } from '#contracts/consent.ts'
import { all, click, mountInApp, one, type, type MountOptions } from '../../testing/mount.ts'
import { sampleConsent } from '../../testing/sample-shutdown.ts'
import Page from './Page.vue'

const pressed = sampleConsent()
const never = sampleConsent({
  key: 'never-3',
  id: 3,
  kind: 'never',
  number: '+73452001205',
  purpose: null,
  shutdownId: null,
  shutdownNumber: null,
  how: 'operator',
  callId: null,
  words: '=прокуратура',
  byName: 'Ольга',
})
const mountConsents = (entries: ConsentEntry[] = [pressed, never], options: MountOptions = {}) =>
  mountInApp(Page, {
    path: '/consents',
    role: 'supervisor',
    ...options,
    answers: {
      listConsents: () => ({ entries, next: null }),
      exportConsents: () => ({ entries, isCut: false }),
      addPaperConsent: () => ({ ok: true }),
      neverCall: () => ({ ok: true }),
      liftNeverCall: () => ({ ok: true }),
      ...options.answers,
    },
  })
const sent = (page: Awaited<ReturnType<typeof mountConsents>>, name: string) =>
  page.asked.filter((ask) => ask.name === name).at(-1)?.request

describe('the register of consents', () => {
  test('tells who, when, how and by which words, and what holds', async () => {
    await mountConsents()
    const rows = all('row')
      .slice(-2)
      .map((row) => row.textContent)
    expect(rows[0]).toContain('+7 3452 00-12-03')
    expect(rows[0]).toContain('Согласен на звонок автомата об отключении О26-000017')
    expect(rows[0]).toContain('клавишей в звонке')
    expect(rows[0]).toContain('нажмите один')
    expect(rows[0]).toContain('действует')
    expect(rows[1]).toContain('Не звонить никогда: =прокуратура')
    expect(document.body.textContent).toContain('с 8 до 21')
    expect(document.body.textContent).toContain('прочитан 27.11.2026, в выдержках')
  })

  test('is narrowed by the address of the page, which the search and the buttons write', async () => {
    const page = await mountConsents([pressed], { path: '/consents?search=922&only=refusal' })
    expect(sent(page, 'listConsents')).toEqual({ query: { search: '922', only: 'refusal' } })
    await click(one('button', 'Действуют'))
    await vi.waitFor(() =>
      expect(page.router.currentRoute.value.fullPath).toBe('/consents?search=922&only=valid'),
    )
    expect(sent(page, 'listConsents')).toEqual({ query: { search: '922', only: 'valid' } })
  })

  test('a paper is written down with its number and its day', async () => {
    const page = await mountConsents()
    await click(one('button', 'Согласие на бумаге'))
    await click(one('button', 'Записать согласие'))
    expect(sent(page, 'addPaperConsent')).toBeUndefined()
    expect(document.body.textContent).toContain('Номер, по которому бумагу найдут')
    await type(one('textbox', 'Номер телефона'), '8 922 000-00-01')
    await type(one('textbox', 'Дата на бумаге'), '01.11.2026')
    await type(one('textbox', 'Номер бумаги'), '12/26')
    await click(one('button', 'Записать согласие'))
    expect(sent(page, 'addPaperConsent')?.body).toEqual({
      number: '8 922 000-00-01',
      purpose: 'shutdown',
      givenOn: '2026-11-01',
      paper: '12/26',
      until: null,
    })
  })

  test('a number is banned with a reason, and the ban is lifted with one', async () => {
    const page = await mountConsents()
    await click(one('button', 'Запретить номер'))
    await type(one('textbox', 'Номер телефона'), '+7 922 000-00-01')
    await click(one('button', 'Внести в список'))
    expect(sent(page, 'neverCall')).toBeUndefined()
    await type(one('textbox', 'Почему'), 'просил в суде')
    await click(one('button', 'Внести в список'))
    expect(sent(page, 'neverCall')?.body).toEqual({ number: '+7 922 000-00-01', reason: 'просил в суде' })
    await click(one('button', 'Снять запрет: +7 3452 00-12-05'))
    await type(one('textbox', 'Почему'), 'ошибка')
    await click(one('button', 'Снять запрет'))
    expect(sent(page, 'liftNeverCall')).toEqual({ params: { id: 3 }, body: { reason: 'ошибка' } })
  })

  test('the file has what was said, and no formula', async () => {
    const texts: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => (texts.push(blob as Blob), 'blob:x'))
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined)
    const page = await mountConsents()
    await click(one('button', 'В файл CSV'))
    expect(sent(page, 'exportConsents')).toEqual({ query: {} })
    const file = (await texts[0]?.text()) ?? ''
    expect(file).toContain('нажмите один')
    expect(file).toContain(";'=прокуратура;")
    // a number begins with a plus, which Excel would reckon with
    expect(file).toContain(";'+73452001203;")
  })

  test('is empty in words', async () => {
    await mountConsents([])
    expect(document.body.textContent).toContain('В реестре ничего нет')
  })
})
