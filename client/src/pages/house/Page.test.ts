import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import type { Role } from '#contracts/permission.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import {
  sampleDirectories,
  sampleFlatLine,
  sampleHappenedShutdown,
  sampleHouse,
} from '../../testing/sample-house.ts'
import { sampleCall, sampleTask } from '../../testing/samples.ts'
import Page from './Page.vue'

const mountHouse = (answers: Answers = {}, role: Role = 'dispatcher', fromCards = true) =>
  mountInApp(Page, {
    path: '/houses/1',
    role,
    answers: { getHouse: () => sampleHouse(), directories: () => sampleDirectories(), ...answers },
    before: () => useSettingsStore().take({ ...defaultSettings, people_living_count: fromCards }, 1),
  })

describe('house page', () => {
  test('the number of residents says where it comes from', async () => {
    await mountHouse()
    expect(document.body.textContent).toMatch(/Проживает 2 человека\s*– по поквартирным карточкам/)
  })

  test('with the setting off it is the stored number', async () => {
    await mountHouse({}, 'dispatcher', false)
    expect(document.body.textContent).toMatch(/Проживает 2 человека\s*– по числу, записанному в квартире/)
  })

  test('flats stand by entrance and lead to their pages', async () => {
    await mountHouse({
      getHouse: () =>
        sampleHouse({
          apartments: [
            sampleFlatLine(),
            sampleFlatLine({ id: 40, number: '40', entrance: 2, living: null }),
            sampleFlatLine({ id: 41, number: '1Н', entrance: 2, kind: 'nonResidential' }),
          ],
        }),
    })
    expect(all('heading', /^Подъезд/).map((heading) => heading.textContent?.trim())).toEqual([
      'Подъезд 1',
      'Подъезд 2',
    ])
    expect(one('link', '12, 2 чел.').getAttribute('href')).toBe('/flats/12')
    expect(one('link', '40, –').getAttribute('href')).toBe('/flats/40')
    expect(one('link', '1Н, нежилое')).toBeTruthy()
  })

  test('only what was changed is sent, with the version that was read', async () => {
    const page = await mountHouse({
      changeHouse: () => sampleHouse({ version: 2, fields: { floors: 9 } }),
    })
    await type(one('textbox', 'Этажей'), '9')
    await page.press('s', { code: 'KeyS', ctrlKey: true })
    expect(page.asked.at(-1)).toEqual({
      name: 'changeHouse',
      request: { params: { id: 1 }, body: { version: 1, fields: { floors: 9 } } },
    })
    expect(one('status', 'Изменений нет')).toBeTruthy()
  })

  test('a wrong value is explained at its field and not sent', async () => {
    const page = await mountHouse()
    await type(one('textbox', 'Этажей'), 'пять')
    await click(one('button', 'Сохранить'))
    expect(one('alert').textContent).toBe('Здесь нужно число.')
    expect(document.activeElement).toBe(one('textbox', 'Этажей'))
    expect(page.asked.some((ask) => ask.name === 'changeHouse')).toBe(false)
  })

  test('somebody saved first: both values are seen, mine can go on top or be given up', async () => {
    let version = 1
    const theirs = sampleHouse({ version: 2, fields: { floors: 10, note: 'Новая крыша' } })
    const page = await mountHouse({
      getHouse: () => (version === 1 ? sampleHouse() : theirs),
      changeHouse: ({ body }) => {
        if ((body as { version: number }).version !== version) throw new ApiError('conflict', 409)
        return { ...theirs, version: 3, fields: { ...theirs.fields, floors: 9 } }
      },
    })
    await type(one('textbox', 'Этажей'), '9')
    version = 2
    await click(one('button', 'Сохранить'))
    expect(one('textbox', 'Этажей')).toHaveProperty('value', '9')
    expect(document.body.textContent).toContain('другой сотрудник записал: 10.')
    expect(one('textbox', 'Заметка')).toHaveProperty('value', 'Новая крыша')
    await click(one('button', 'Сохранить'))
    expect(page.asked.at(-1)?.request.body).toEqual({ version: 2, fields: { floors: 9 } })
    expect(one('status', 'Изменений нет')).toBeTruthy()
  })

  test('their value can be taken instead', async () => {
    let version = 1
    await mountHouse({
      getHouse: () => sampleHouse({ version, fields: { floors: version === 1 ? 5 : 10 } }),
      changeHouse: () => {
        throw new ApiError('conflict', 409)
      },
    })
    await type(one('textbox', 'Этажей'), '9')
    version = 2
    await click(one('button', 'Сохранить'))
    await click(one('button', 'Взять это'))
    expect(one('textbox', 'Этажей')).toHaveProperty('value', '10')
    expect(document.body.textContent).not.toContain('другой сотрудник')
  })

  test('what was typed survives a failed save and leaving the page', async () => {
    const page = await mountHouse({
      getHouse: ({ params }) => sampleHouse({ id: (params as { id: number }).id }),
      changeHouse: () => {
        throw new ApiError('offline', 0)
      },
    })
    await type(one('textbox', 'Ключи и доступ'), 'У дворника')
    await click(one('button', 'Сохранить'))
    expect(one('alert').textContent).toContain('Нет связи с сервером')
    await page.router.push('/houses/2')
    await flushPromises()
    expect(one('textbox', 'Ключи и доступ')).toHaveProperty('value', 'Ключи у консьержа')
    await page.router.push('/houses/1')
    await flushPromises()
    expect(one('textbox', 'Ключи и доступ')).toHaveProperty('value', 'У дворника')
    expect(one('status', /осталось 1 несохранённое поле/)).toBeTruthy()
  })

  test('a run of flats is added, and the page shows them', async () => {
    let flats = [sampleFlatLine()]
    const page = await mountHouse({
      getHouse: () => sampleHouse({ apartments: flats }),
      addApartments: () => {
        flats = [...flats, sampleFlatLine({ id: 13, number: '13' })]
        return { added: 1, known: 1 }
      },
    })
    await click(one('button', 'Добавить квартиры'))
    await click(one('button', 'Добавить'))
    expect(one('alert').textContent).toBe('Заполните это поле.')
    await type(one('textbox', 'Номера'), '12–13')
    await click(one('button', 'Добавить'))
    expect(page.asked.find((ask) => ask.name === 'addApartments')?.request).toEqual({
      params: { id: 1 },
      body: { numbers: '12–13', entrance: null },
    })
    expect(one('link', /^13, /)).toBeTruthy()
  })

  test('an entrance is added and goes with the house', async () => {
    const page = await mountHouse({ changeHouse: () => sampleHouse({ version: 2 }) })
    await click(one('button', 'Добавить подъезд'))
    await type(one('textbox', 'Подъезд 2: код двери'), '12К')
    await page.press('s', { code: 'KeyS', ctrlKey: true })
    expect(page.asked.at(-1)?.request.body).toMatchObject({
      fields: { entrances: [{ number: 1 }, { number: 2, flatFrom: 21, flatTo: 40, doorCode: '12К' }] },
    })
  })

  test('everything that happened stands under tabs with counts', async () => {
    await mountHouse({
      getHouse: () =>
        sampleHouse({
          happened: {
            calls: [sampleCall({ state: 'ended', result: 'answered' })],
            tasks: [sampleTask({ number: '26-000001', status: 'new', address: 'ул. Республики, 5' })],
            shutdowns: [sampleHappenedShutdown()],
            changes: [
              {
                at: '2026-11-01T08:00:00.000Z',
                byName: 'Анна',
                what: 'changed',
                changes: {
                  floors: ['4', '5'],
                  hasGas: ['false', 'true'],
                  managedFrom: ['', '2020-02-01'],
                  microdistrictId: ['', '3'],
                  supplies: ['', 'heating 5'],
                },
              },
            ],
          },
        }),
    })
    const tab = (name: RegExp): HTMLElement => one('[role=tab]', name)
    await click(tab(/^Заявки 1$/))
    expect(one('link', 'Заявка № 26-000001').getAttribute('href')).toBe('/board?task=1')
    await click(tab(/^Звонки 1$/))
    expect(document.body.textContent).toContain('+7 3452 00-12-03')
    await click(tab(/^Отключения 1$/))
    expect(one('link', 'О26-000004').getAttribute('href')).toBe('/shutdowns?id=4')
    tab(/^Отключения 1$/).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    await flushPromises()
    expect(tab(/^История 1$/).getAttribute('aria-selected')).toBe('true')
    expect(document.querySelector('[role=tabpanel]')?.textContent).toMatch(/Изменено.*Этажей: 4 5/s)
    for (const text of ['Есть газ: нет да', '01.02.2020', 'Микрорайон: Центральный', 'отопление – ЦТП-5'])
      expect(document.querySelector('[role=tabpanel]')?.textContent?.replace(/\s+/g, ' ')).toContain(text)
  })

  test('who may only look finds no way to change', async () => {
    await mountHouse({}, 'operator')
    expect(one('textbox', 'Этажей').closest('fieldset')).toHaveProperty('disabled', true)
    expect(all('button', 'Сохранить')).toEqual([])
    expect(all('button', 'Добавить квартиры')).toEqual([])
  })

  test('a house that is gone says so', async () => {
    await mountHouse({
      getHouse: () => {
        throw new ApiError('notFound', 404)
      },
    })
    expect(one('alert').textContent).toContain('Этого больше нет')
  })
})
