import { describe, expect, test, vi } from 'vitest'
import type { Role } from '#contracts/permission.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { sampleCompany, twoCompanies } from '../../testing/sample-card.ts'
import { contractState, emptyCompany, fieldsOf } from './companies.ts'
import Page from './Page.vue'

const first = { ...sampleCompany(), houses: 12 }
const second = { ...sampleCompany({ id: 2, name: 'ТСЖ «Дом»', shortName: 'Дом' }), houses: 1 }
const change = {
  id: 5,
  at: '2026-11-28T10:00:00.000Z',
  byName: 'Анна',
  companyId: 2,
  since: '2026-12-01',
  houseCount: 3,
  firstAddress: 'ул. Мира, 1',
  undoneAt: null,
}
const mountPage = (answers: Answers = {}, path = '/companies', role: Role = 'admin') =>
  mountInApp(Page, {
    path,
    role,
    before: twoCompanies,
    answers: {
      listCompanies: () => ({ companies: [first, second], withoutCompany: 2 }),
      listHousesOfCompany: () => ({
        houses: [
          { id: 7, address: 'ул. Мира, 1', periods: [{ companyId: 2, since: '2026-12-01', until: null }] },
        ],
      }),
      listHouseCompanyChanges: () => ({ changes: [change] }),
      directories: () => ({ streets: [] }),
      listLimitedUsers: () => ({
        users: [{ id: 4, name: 'Управляющий', role: 'supervisor', companyIds: [1] }],
      }),
      ...answers,
    },
  })

describe('companies', () => {
  test('are listed with their houses, and houses without one are told', async () => {
    await mountPage()
    expect(
      all('row')
        .map((row) => row.textContent)
        .join(),
    ).toMatch(/ООО «Уют».*12.*ТСЖ «Дом».*1/s)
    expect(document.body.textContent).toContain('Без компании 2 дома')
  })

  test('the only one says that nothing is seen of it elsewhere, and has no list of houses', async () => {
    await mountPage(
      { listCompanies: () => ({ companies: [first], withoutCompany: 12 }) },
      '/companies?company=1',
    )
    expect(document.body.textContent).toContain('Пока компания одна')
    expect(all('button', 'Передать дома')).toEqual([])
  })

  test('one is changed on the version that was read', async () => {
    const page = await mountPage(
      { saveCompany: ({ body }) => ({ ...first, ...(body as { fields: object }).fields, version: 2 }) },
      '/companies?company=1',
    )
    await type(one('textbox', 'Коротко, на карточках'), 'УК Уют')
    await click(one('button', 'Сохранить'))
    expect(page.asked.find(({ name }) => name === 'saveCompany')?.request).toEqual({
      params: { id: 1 },
      body: { version: 1, fields: { ...fieldsOf(first), shortName: 'УК Уют' } },
    })
  })

  test('a new one needs a name, long and short; a wrong ИНН is told at its field', async () => {
    const page = await mountPage({}, '/companies?company=0')
    await type(one('textbox', 'ИНН'), '12')
    await click(one('button', 'Сохранить'))
    expect(all('alert').map((alert) => alert.textContent)).toEqual([
      'Заполните это поле.',
      'Заполните это поле.',
      'Проверьте это значение.',
    ])
    expect(page.asked.some(({ name }) => name === 'saveCompany')).toBe(false)
  })

  test('houses are given many at once from a day on', async () => {
    const page = await mountPage({ giveHouses: () => change }, '/companies?company=2')
    await click(one('button', 'Передать дома'))
    const source = document.querySelectorAll<HTMLSelectElement>('dialog select')[2]
    if (source === undefined) throw new Error('no choice of a company')
    source.selectedIndex = 1
    source.dispatchEvent(new Event('change', { bubbles: true }))
    await vi.waitFor(() => expect(document.body.textContent).toContain('Выбран 1 дом'))
    await type(one('textbox', 'С какого дня'), '01.12.2026')
    await click(one('button', 'Передать'))
    expect(page.asked.find(({ name }) => name === 'giveHouses')?.request).toEqual({
      body: { companyId: 2, houseIds: [7], since: '2026-12-01' },
    })
  })

  test('what was given is put back by one button, and a refusal says why', async () => {
    await mountPage(
      {
        undoHouseCompanyChange: () => {
          throw new ApiError('conflict', 409)
        },
      },
      '/companies?company=2',
    )
    expect(document.body.textContent).toContain('ТСЖ «Дом»: ул. Мира, 1 и ещё 2')
    await click(one('button', 'Вернуть как было'))
    const { useToasts } = await import('../../ui/notes/toasts.ts')
    expect(useToasts().toasts.map(({ text }) => text)).toEqual([
      'Не вернуть: дома с тех пор передали ещё раз. Передайте их заново.',
    ])
  })

  test('a person of the company is limited to it by one tick', async () => {
    const page = await mountPage({ limitUser: () => ({}) }, '/companies?company=2')
    await click(one('checkbox', 'Управляющий'))
    expect(page.asked.find(({ name }) => name === 'limitUser')?.request).toEqual({
      params: { id: 4 },
      body: { companyIds: [1, 2] },
    })
  })

  test('a supervisor reads and changes nothing', async () => {
    await mountPage({}, '/companies?company=2', 'supervisor')
    expect(document.body.textContent).toContain('может администратор')
    for (const name of ['Сохранить', 'Передать дома', 'Вернуть как было'])
      expect(all('button', name)).toEqual([])
  })

  test.each([
    [null, null, { state: 'unlimited' }],
    [null, '2026-11-28', { state: 'until', day: '2026-11-28' }],
    [null, '2026-11-27', { state: 'over', day: '2026-11-27' }],
    ['2026-11-29', null, { state: 'begins', day: '2026-11-29' }],
  ])('a contract from %s until %s', (contractFrom, contractTo, state) => {
    expect(contractState({ ...emptyCompany, contractFrom, contractTo }, '2026-11-28')).toEqual(state)
  })
})
