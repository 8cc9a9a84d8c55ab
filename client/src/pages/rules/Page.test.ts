import { describe, expect, test, vi } from 'vitest'
import type { Role } from '#contracts/permission.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleEntry } from '../../testing/samples.ts'
import Page from './Page.vue'
import { fieldsOf } from './rules.ts'

const history = () => ({
  versions: [{ version: 1, at: '2026-01-01T08:00:00.000Z', byName: 'Анна', entry: fieldsOf(sampleEntry()) }],
})
const mountRules = (answers: Answers = {}, path = '/rules?entry=7', role: Role = 'admin') =>
  mountInApp(Page, {
    path,
    role,
    answers: { listClassifier: () => ({ entries: [sampleEntry()] }), classifierHistory: history, ...answers },
  })

describe('rules page', () => {
  test('the table shows the clocks and the legal basis, and warns of the law', async () => {
    await mountRules({}, '/rules')
    expect(one('row').textContent).toMatch(/Прорыв или течь стояка.*30 мин.*3 сут.*ПП РФ 416, п. 13/s)
    expect(document.body.textContent).toContain('покажите правку юристу')
  })

  test('a change makes the next version, and says so before', async () => {
    const page = await mountRules({
      saveClassifierEntry: ({ body }) => {
        const { fields } = body as { fields: ReturnType<typeof fieldsOf> }
        return sampleEntry({
          rule: { ...sampleEntry().rule, version: 2, localizeMinutes: fields.localizeMinutes },
        })
      },
    })
    await type(one('textbox', 'Локализовать'), '1 ч')
    expect(one('status', /создаст версию 2/)).toBeTruthy()
    await page.press('s', { code: 'KeyS', ctrlKey: true })
    const sent = page.asked.find((ask) => ask.name === 'saveClassifierEntry')?.request
    expect(sent?.params).toEqual({ id: 7 })
    expect(sent?.body).toEqual({
      ruleVersion: 1,
      fields: { ...fieldsOf(sampleEntry()), localizeMinutes: 60 },
    })
  })

  test('a term that is none and a missing basis are told at their fields', async () => {
    const page = await mountRules()
    await type(one('textbox', 'Устранить'), 'скоро')
    await type(one('textbox', 'Основание'), '')
    await click(one('button', 'Сохранить'))
    expect(all('alert').map((alert) => alert.textContent)).toEqual([
      'Напишите срок так: 30 мин, 2 ч, 3 сут.',
      'Заполните это поле.',
    ])
    expect(page.asked.some((ask) => ask.name === 'saveClassifierEntry')).toBe(false)
  })

  test('the earlier versions are listed', async () => {
    await mountRules()
    expect(document.querySelector('[aria-label="Прежние версии"]')?.textContent).toMatch(
      /Версия 1.*Анна.*Локализовать: 30 мин/s,
    )
  })

  test('somebody saved first: both values are seen', async () => {
    let version = 1
    await mountRules({
      listClassifier: () => ({
        entries: [
          sampleEntry({
            rule: { ...sampleEntry().rule, version, ...(version === 2 ? { basis: 'ПП РФ 416, п. 14' } : {}) },
          }),
        ],
      }),
      saveClassifierEntry: () => {
        throw new ApiError('conflict', 409)
      },
    })
    await type(one('textbox', 'Основание'), 'Моё')
    version = 2
    await click(one('button', 'Сохранить'))
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain('другой сотрудник записал: ПП РФ 416, п. 14.'),
    )
    expect(one('textbox', 'Основание')).toHaveProperty('value', 'Моё')
    expect(document.body.textContent).toContain('создаст версию 3')
  })

  test('a new entry is added by its key', async () => {
    const page = await mountRules({ saveClassifierEntry: () => sampleEntry({ id: 8 }) }, '/rules')
    await page.press('t', { code: 'KeyT', altKey: true })
    await vi.waitFor(() => expect(one('heading', 'Добавить проблему')).toBeTruthy())
    await type(one('textbox', 'Место'), 'Подъезд')
    await type(one('textbox', 'Категория'), 'Лифт')
    await type(one('textbox', 'Проблема'), 'Застряли')
    await type(one('textbox', 'Основание'), 'ПП РФ 743')
    await click(one('button', 'Сохранить'))
    expect(page.asked.find((ask) => ask.name === 'saveClassifierEntry')?.request).toMatchObject({
      params: { id: 0 },
      body: { ruleVersion: 0, fields: { place: 'Подъезд', problem: 'Застряли', informMinutes: null } },
    })
  })

  test('the arrows go between rows and Enter opens the one with the focus', async () => {
    const page = await mountRules(
      { listClassifier: () => ({ entries: [sampleEntry(), sampleEntry({ id: 8, problem: 'Засор' })] }) },
      '/rules',
    )
    const [first, second] = all('row')
    expect([first?.tabIndex, second?.tabIndex]).toEqual([0, -1])
    first?.focus()
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    await vi.waitFor(() => expect(document.activeElement).toBe(all('row')[1]))
    expect(all('row').map((row) => row.tabIndex)).toEqual([-1, 0])
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(page.router.currentRoute.value.query).toEqual({ entry: '8' }))
  })

  test('a supervisor reads and changes nothing', async () => {
    await mountRules({}, '/rules?entry=7', 'supervisor')
    expect(document.body.textContent).toContain('Менять классификатор и сроки может администратор')
    expect(one('textbox', 'Основание').closest('fieldset')).toHaveProperty('disabled', true)
    expect(all('button', 'Сохранить')).toEqual([])
  })
})
