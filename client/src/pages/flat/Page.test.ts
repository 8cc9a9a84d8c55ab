import { describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '#contracts/settings.ts'
import type { Role } from '#contracts/permission.ts'
import { useSettingsStore } from '../../entities/settings/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleCardLine, sampleFlat, samplePhone } from '../../testing/sample-house.ts'
import Page from './Page.vue'

const mountFlat = (answers: Answers = {}, role: Role = 'dispatcher', fromCards = true) =>
  mountInApp(Page, {
    path: '/flats/12',
    role,
    answers: { getApartment: () => sampleFlat(), ...answers },
    before: () => useSettingsStore().take({ ...defaultSettings, people_living_count: fromCards }, 1),
  })
const asked = (page: Awaited<ReturnType<typeof mountFlat>>, name: string) =>
  page.asked.filter((ask) => ask.name === name).map((ask) => ask.request)

describe('flat page', () => {
  test('the number of residents is what the server counted, with its source', async () => {
    await mountFlat({ getApartment: () => sampleFlat({ living: 1 }) })
    expect(document.body.textContent).toMatch(/Проживает 1 человек\s*– по поквартирным карточкам/)
    expect(document.body.textContent).toContain('Не показывается: по настройке')
  })

  test('with the setting off the stored number is shown and may be changed', async () => {
    await mountFlat({ getApartment: () => sampleFlat({ living: 4 }) }, 'dispatcher', false)
    expect(document.body.textContent).toMatch(/Проживает 4 человека\s*– по числу, записанному в квартире/)
    expect(document.body.textContent).toContain('Это число и показывается')
  })

  test('the setting is switched elsewhere: the number is read anew before its source is named', async () => {
    let living = 1
    await mountFlat({ getApartment: () => sampleFlat({ living }) })
    living = 4
    useSettingsStore().take({ ...defaultSettings, people_living_count: false }, 2)
    await vi.waitFor(() =>
      expect(document.body.textContent).toMatch(/Проживает 4 человека\s*– по числу, записанному в квартире/),
    )
  })

  test('who left stays on the card with the day, under who lives here', async () => {
    await mountFlat({
      getApartment: () =>
        sampleFlat({
          card: [
            sampleCardLine({
              id: 2,
              residentId: 22,
              name: 'Сидоров Семён',
              livesTo: '2024-05-31',
              countsToday: false,
            }),
            sampleCardLine(),
          ],
        }),
    })
    expect(all('link', /Иванов|Сидоров/).map((link) => link.textContent)).toEqual([
      'Иванов Иван Иванович',
      'Сидоров Семён',
      'Иванов Иван Иванович',
    ])
    expect(document.body.textContent).toContain('выбыл 31.05.2024')
    expect(all('button', 'Выбыл: Сидоров Семён')).toEqual([])
  })

  test('a person leaves today, and that is taken back by one key', async () => {
    const page = await mountFlat({ changeCardLine: () => sampleCardLine() })
    await click(one('button', 'Выбыл: Иванов Иван Иванович'))
    const [left] = asked(page, 'changeCardLine')
    expect(left?.params).toEqual({ id: 1 })
    expect(left?.body).toEqual({ livesTo: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect(one('status', /Иванов Иван Иванович – выбыл сегодня/)).toBeTruthy()
    await page.press('z', { code: 'KeyZ', altKey: true })
    expect(asked(page, 'changeCardLine').at(-1)?.body).toEqual({ livesTo: null })
    expect(all('button', 'Вернуть')).toEqual([])
  })

  test('somebody known is put on the card instead of a second one of that name', async () => {
    const page = await mountFlat({
      searchResidents: () => ({
        residents: [{ id: 33, name: 'Кузнецова Вера', address: 'ул. Ленина, 3, кв. 1', number: '' }],
        flats: [],
      }),
      addCardLine: () => sampleCardLine(),
    })
    await click(one('button', 'Вписать человека'))
    await type(one('textbox', 'Фамилия, имя, отчество'), 'Куз')
    await click(one('button', /^Кузнецова Вера/))
    await click([...one('dialog').querySelectorAll('button')].at(-1) ?? one('dialog'))
    expect(asked(page, 'addCardLine')[0]?.body).toMatchObject({
      residentId: 33,
      name: 'Кузнецова Вера',
      relation: 'member',
      isLiving: true,
    })
  })

  test('days that go backwards are refused at their field', async () => {
    const page = await mountFlat()
    await click(one('button', 'Изменить: Иванов Иван Иванович'))
    await type(one('textbox', 'Выбыл'), '2009-01-01')
    const dialog = one('dialog')
    await click([...dialog.querySelectorAll('button')].at(-1) ?? dialog)
    expect(one('alert').textContent).toBe('Выбыл раньше, чем прибыл.')
    expect(asked(page, 'changeCardLine')).toEqual([])
  })

  test('a number is confirmed, forgotten and brought back', async () => {
    const page = await mountFlat({ setPhone: () => samplePhone(), forgetPhone: () => ({ ok: true }) })
    expect(document.body.textContent).toContain('звонили 3 раза')
    await click(one('button', 'Подтвердить: +7 912 345-67-01'))
    expect(asked(page, 'setPhone')[0]).toEqual({
      params: { id: 12 },
      body: { number: '+79123456701', kind: 'mobile', residentId: 11, isConfirmed: true },
    })
    await click(one('button', 'Забыть: +7 912 345-67-01'))
    await click(one('button', 'Вернуть'))
    expect(asked(page, 'forgetPhone').map((request) => (request.body as { undo: boolean }).undo)).toEqual([
      false,
      true,
    ])
  })

  test('a number that moved away stands last and can come back', async () => {
    const page = await mountFlat({
      getApartment: () =>
        sampleFlat({
          phones: [
            samplePhone({ number: '+73452000002', knownUntil: '2026-01-01T00:00:00.000Z' }),
            samplePhone(),
          ],
        }),
      forgetPhone: () => ({ ok: true }),
    })
    await click(one('button', 'Вернуть: +7 3452 00-00-02'))
    expect(asked(page, 'forgetPhone')[0]?.body).toEqual({ number: '+73452000002', undo: true })
  })

  test('a masked number cannot be changed', async () => {
    await mountFlat({ getApartment: () => sampleFlat({ phones: [samplePhone({ number: '+7912***6701' })] }) })
    expect(all('button', /^Забыть/)).toEqual([])
    expect(all('link', 'всё об этом номере')).toEqual([])
  })

  test('everything about a number is one link away', async () => {
    await mountFlat()
    expect(one('link', 'всё об этом номере').getAttribute('href')).toBe('/directory?search=%2B79123456701')
  })

  test('a new number that is none is not sent, and a refused one stays typed', async () => {
    const page = await mountFlat({
      setPhone: () => {
        throw new ApiError('databaseAway', 503)
      },
    })
    await click(one('button', 'Добавить номер'))
    await type(one('textbox', 'Номер телефона'), '12')
    const save = (): HTMLElement => [...one('dialog').querySelectorAll('button')].at(-1) ?? one('dialog')
    await click(save())
    expect(one('alert').textContent).toBe('В номере хотя бы три цифры.')
    await type(one('textbox', 'Номер телефона'), '8 912 345-67-09')
    await click(save())
    expect(asked(page, 'setPhone')).toHaveLength(1)
    expect(one('textbox', 'Номер телефона')).toHaveProperty('value', '8 912 345-67-09')
  })

  test('the house is one link away', async () => {
    await mountFlat()
    expect(one('link', 'ул. Республики, 5').getAttribute('href')).toBe('/houses/1')
  })
})
