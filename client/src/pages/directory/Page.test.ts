import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { Role } from '#contracts/permission.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleDirectories } from '../../testing/sample-house.ts'
import { sampleCall } from '../../testing/samples.ts'
import Page from './Page.vue'

const mountDirectory = (answers: Answers = {}, path = '/directory', role: Role = 'dispatcher') =>
  mountInApp(Page, {
    path,
    role,
    answers: {
      directories: () => sampleDirectories(),
      listHouses: () => ({
        houses: [
          {
            id: 1,
            address: 'ул. Республики, 5',
            streetId: 1,
            street: 'Республики',
            number: '5',
            microdistrictId: null,
            flats: 20,
            entrances: 1,
            isManaged: true,
          },
        ],
        next: null,
      }),
      ...answers,
    },
  })

describe('directory page', () => {
  test('a street opens with its houses', async () => {
    const page = await mountDirectory()
    await click(one('button', 'ул. Республики Тюмень'))
    await flushPromises()
    expect(page.asked.at(-1)).toEqual({ name: 'listHouses', request: { query: { streetId: 1, limit: 200 } } })
    expect(one('link', 'ул. Республики, 5').getAttribute('href')).toBe('/houses/1')
    expect(document.body.textContent).toContain('20 квартир · 1 подъезд')
  })

  test('one field finds addresses and people', async () => {
    await mountDirectory(
      {
        searchAddresses: () => ({
          hits: [
            { houseId: 1, apartmentId: 12, text: 'ул. Республики, 5, кв. 12' },
            { houseId: 1, apartmentId: null, text: 'ул. Республики, 5' },
          ],
        }),
        searchResidents: () => ({
          residents: [
            { id: 11, name: 'Республиков Олег', address: 'ул. Ленина, 3, кв. 1', number: '+79123456701' },
          ],
          flats: [],
        }),
      },
      '/directory?search=республик',
    )
    expect(one('link', 'ул. Республики, 5, кв. 12').getAttribute('href')).toBe('/flats/12')
    expect(one('link', 'ул. Республики, 5').getAttribute('href')).toBe('/houses/1')
    expect(one('link', 'Республиков Олег').getAttribute('href')).toBe('/people/11')
    const field = one('searchbox')
    field.focus()
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    expect(document.activeElement).toBe(one('link', 'ул. Республики, 5, кв. 12'))
  })

  test('what is typed is searched for a moment later', async () => {
    const page = await mountDirectory(
      { searchAddresses: () => ({ hits: [] }), searchResidents: () => ({ residents: [], flats: [] }) },
      '/directory?search=лен',
    )
    await type(one('searchbox'), 'ленина 3')
    await vi.waitFor(() =>
      expect(page.asked.filter((ask) => ask.name === 'searchAddresses').at(-1)?.request.query).toEqual({
        search: 'ленина 3',
      }),
    )
    await vi.waitFor(() => expect(document.body.textContent).toContain('Ничего не нашлось'))
  })

  test('a number that is nobody by name leads to its flat', async () => {
    await mountDirectory(
      {
        searchAddresses: () => ({ hits: [] }),
        searchResidents: () => ({
          residents: [],
          flats: [{ id: 12, address: 'ул. Республики, 5, кв. 12', number: '+79123456701' }],
        }),
      },
      '/directory?search=3456701',
    )
    expect(one('link', 'ул. Республики, 5, кв. 12').getAttribute('href')).toBe('/flats/12')
    expect(document.body.textContent).toContain('чей номер, не записано')
  })

  test('of a number the calls are shown too, to who may see the log', async () => {
    const answers: Answers = {
      searchAddresses: () => ({ hits: [] }),
      searchResidents: () => ({ residents: [], flats: [] }),
      listCalls: () => ({ calls: [sampleCall({ state: 'ended', result: 'answered' })], next: null }),
    }
    await mountDirectory(answers, '/directory?search=%2B73452001203', 'supervisor')
    expect(one('link', '+7 3452 00-12-03').getAttribute('href')).toBe('/log?call=embedded:1')
    expect(one('link', 'в журнале звонков').getAttribute('href')).toBe('/log?search=%2B73452001203')
  })

  test('an entry is added, and what was wrong is told at its field', async () => {
    const page = await mountDirectory(
      { saveMicrodistrict: () => ({ id: 4 }) },
      '/directory?kind=microdistricts',
    )
    await page.press('t', { code: 'KeyT', altKey: true })
    const save = (): HTMLElement => [...one('dialog').querySelectorAll('button')].at(-1) ?? one('dialog')
    await click(save())
    expect(one('alert').textContent).toBe('Заполните это поле.')
    await type(one('textbox', 'Название'), 'Заречный')
    await click(save())
    expect(page.asked.find((ask) => ask.name === 'saveMicrodistrict')?.request.body).toEqual({
      id: 0,
      name: 'Заречный',
    })
    expect(all('dialog')).toEqual([])
  })

  test('a change is taken back by one key', async () => {
    const page = await mountDirectory({ saveTown: () => ({ id: 1 }) }, '/directory?kind=towns')
    await click(one('button', 'Изменить: Тюмень'))
    await type(one('textbox', 'Название'), 'Тобольск')
    await click([...one('dialog').querySelectorAll('button')].at(-1) ?? one('dialog'))
    await click(one('button', 'Вернуть'))
    expect(page.asked.filter((ask) => ask.name === 'saveTown').map((ask) => ask.request.body)).toEqual([
      { id: 1, name: 'Тобольск' },
      { id: 1, name: 'Тюмень' },
    ])
  })

  test('what is in use is not removed, and it is said by what it is used', async () => {
    await mountDirectory(
      {
        removeDirectoryEntry: () => {
          throw new ApiError('inUse', 409, { code: 'inUse', details: { by: 'houses' } })
        },
      },
      '/directory?kind=supply-points',
    )
    await click(one('button', 'Удалить: ЦТП-5'))
    expect(all('alert').map((alert) => alert.textContent)).toContain(
      '«ЦТП-5» используется: в домах. Сначала уберите его оттуда.',
    )
    expect(all('button', 'Вернуть')).toEqual([])
  })

  test('a removed entry comes back as it was', async () => {
    const page = await mountDirectory(
      { removeDirectoryEntry: () => ({ ok: true }), saveOrganisation: () => ({ id: 70 }) },
      '/directory?kind=organisations',
    )
    await click(one('button', 'Удалить: Теплосети'))
    expect(page.asked.find((ask) => ask.name === 'removeDirectoryEntry')?.request.params).toEqual({
      kind: 'organisations',
      id: 7,
    })
    await click(one('button', 'Вернуть'))
    expect(page.asked.find((ask) => ask.name === 'saveOrganisation')?.request.body).toEqual({
      id: 0,
      name: 'Теплосети',
      kind: 'heat',
      note: '',
      phones: ['220-00-01'],
    })
  })

  test('a worker is never removed', async () => {
    await mountDirectory({}, '/directory?kind=workers')
    expect(all('button', /^Изменить: Петров/)).toHaveLength(1)
    expect(all('button', /^Удалить/)).toEqual([])
  })

  test('a new house needs a number and leads to its page', { timeout: 30_000 }, async () => {
    const page = await mountDirectory({ addHouse: () => ({ id: 99 }) }, '/directory?kind=streets&entry=1')
    await click(one('button', 'Добавить дом'))
    const save = (): HTMLElement => [...one('dialog').querySelectorAll('button')].at(-1) ?? one('dialog')
    await click(save())
    expect(one('alert').textContent).toBe('Заполните это поле.')
    await type(one('textbox', 'Номер дома'), '5/2')
    await type(one('textbox', 'Подъезды'), '2')
    await click(save())
    expect(page.asked.find((ask) => ask.name === 'addHouse')?.request.body).toMatchObject({
      streetId: 1,
      number: '5/2',
      entrances: [{ number: 1 }, { number: 2 }],
    })
    // the page's own file is loaded first, which takes its time on a busy machine
    await vi.waitFor(() => expect(page.router.currentRoute.value.path).toBe('/houses/99'))
  })

  test('who may only look finds no way to change', async () => {
    await mountDirectory({}, '/directory?kind=towns', 'operator')
    expect(document.body.textContent).toContain('Тюмень')
    expect(all('button', /Добавить|Изменить|Удалить/)).toEqual([])
  })

  test('trouble is told with a way to try again', async () => {
    let isAway = true
    await mountDirectory({
      directories: () => {
        if (isAway) throw new ApiError('databaseAway', 503)
        return sampleDirectories()
      },
    })
    expect(one('alert').textContent).toContain('временно не может')
    isAway = false
    await click(one('button', 'Повторить'))
    expect(one('button', 'ул. Республики Тюмень')).toBeTruthy()
  })
})
