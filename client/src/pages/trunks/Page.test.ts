import { describe, expect, test } from 'vitest'
import type { LiveState } from '#contracts/journal.ts'
import type { Trunk, TrunkTest } from '#contracts/trunk.ts'
import { emptyTrunk } from '#domain/trunk/presets.ts'
import StateBanner from '../../app/StateBanner.vue'
import { useOperatorStore } from '../../entities/operator/store.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import Page from './Page.vue'
import { moved } from './trunks.ts'

const environment: Trunk = {
  id: 1,
  origin: 'environment',
  version: 1,
  hasSecret: false,
  fields: { ...emptyTrunk, name: 'Основная линия' },
}
const second: Trunk = {
  id: 2,
  origin: 'own',
  version: 3,
  hasSecret: true,
  fields: {
    ...emptyTrunk,
    name: 'Второй',
    host: 'sip.example.ru',
    registers: true,
    username: 'u',
    callLimit: 10,
  },
}
const since = '2026-11-28T14:03:00.000Z'
const live = (kind: 'asterisk' | 'embedded'): LiveState => ({
  operators: [],
  pbx: { kind, state: 'up', since },
  waiting: 0,
  ...(kind === 'embedded'
    ? {}
    : {
        trunks: [
          {
            id: 2,
            name: 'Второй',
            state: 'down',
            reason: 'unreachable',
            isRegistered: false,
            since,
            calls: 3,
            limit: 10,
          },
        ],
      }),
})
const mountTrunks = (answers: Answers = {}, path = '/trunks', kind: 'asterisk' | 'embedded' = 'asterisk') =>
  mountInApp(Page, {
    path,
    role: 'admin',
    answers: {
      listTrunks: () => ({ trunks: [environment, second] }),
      trunkHistory: () => ({ versions: [] }),
      readTrunkTest: () => ({ test: null }),
      ...answers,
    },
    before: () => useOperatorStore().take(live(kind)),
  })
const inputOf = (label: string): HTMLInputElement => {
  const found = one('textbox', label)
  if (!(found instanceof HTMLInputElement)) throw new Error('no input')
  return found
}
const rows = () => all('row').map((row) => row.textContent)

describe('the page of trunks', () => {
  test('shows the trunks in their turn, since when one is away, its calls and its limit', async () => {
    await mountTrunks()
    expect(rows()[0]).toMatch(/1.*Основная линия.*нет данных.*из переменных сервера/)
    expect(rows()[1]).toMatch(/2.*Второй.*не отвечает с \d\d:\d\d.*3 из 10.*sip\.example\.ru:5060/)
  })

  test('of the embedded PBX says that there are none', async () => {
    await mountTrunks({}, '/trunks', 'embedded')
    expect(document.body.textContent).toContain('У встроенной АТС нет провайдеров')
    expect(all('row')).toEqual([])
  })

  test('moves the trunk with the focus by the keyboard', async () => {
    const page = await mountTrunks({ orderTrunks: () => ({ trunks: [second, environment] }) })
    one('row', /Второй/).focus()
    await page.press('PageUp', { code: 'PageUp', altKey: true })
    expect(page.asked.find(({ name }) => name === 'orderTrunks')?.request).toEqual({ body: { ids: [2, 1] } })
    expect(rows()[0]).toContain('Второй')
    expect(moved([1, 2, 3], 1, -1)).toBeNull()
    expect(moved([1, 2, 3], 2, 1)).toEqual([1, 3, 2])
  })

  test('sends the secret when it is typed anew, and never shows the one that is kept', async () => {
    const page = await mountTrunks({ saveTrunk: () => ({ ...second, version: 4 }) }, '/trunks?trunk=2')
    const secret = document.querySelector<HTMLInputElement>('input[type=password]')
    expect(secret?.value).toBe('')
    expect(document.body.textContent).toContain('Задан. Его никому не показывают')
    await type(one('textbox', 'Название'), 'Новый')
    await click(one('button', 'Сохранить'))
    const sent = () => page.asked.filter(({ name }) => name === 'saveTrunk').at(-1)?.request
    expect(sent()).toEqual({
      params: { id: 2 },
      body: { version: 3, fields: { ...second.fields, name: 'Новый' } },
    })
    if (secret === null) throw new Error('no field')
    await type(secret, 'tajna')
    await click(one('button', 'Сохранить'))
    expect(sent()?.body).toMatchObject({ secret: 'tajna' })
  })

  test('fills a new one by a preset, and says what it lacks', async () => {
    const page = await mountTrunks({}, '/trunks?trunk=0')
    const preset = document.querySelector('select')
    if (preset === null) throw new Error('no presets')
    preset.selectedIndex = 3
    preset.dispatchEvent(new Event('change'))
    await type(one('textbox', 'Название'), 'Шифрованная')
    await click(one('button', 'Сохранить'))
    expect(inputOf('Порт').value).toBe('5061')
    expect(all('alert').map((alert) => alert.textContent)).toEqual(['Заполните это поле.'])
    expect(page.asked.some(({ name }) => name === 'saveTrunk')).toBe(false)
  })

  test('tells what each step of a test call was answered', async () => {
    const result: TrunkTest = {
      number: '+79221234567',
      at: since,
      isDone: true,
      steps: [
        { step: 'address', result: 'good', said: '10.0.0.5' },
        { step: 'call', result: 'bad', said: 'SIP 503 Service Unavailable' },
      ],
    }
    let asked = 0
    const page = await mountTrunks(
      { testTrunk: () => ({ ok: true }), readTrunkTest: () => ({ test: asked++ === 0 ? null : result }) },
      '/trunks?trunk=2',
    )
    await type(one('textbox', 'Позвонить на номер'), '89221234567')
    await click(one('button', 'Проверить связь'))
    expect(page.asked.find(({ name }) => name === 'testTrunk')?.request.body).toEqual({
      number: '89221234567',
    })
    expect(document.body.textContent).toMatch(/Адрес сервера.*хорошо.*10\.0\.0\.5.*Звонок.*плохо.*SIP 503/s)
  })
})

test('consoles read since when a provider is away', async () => {
  await mountInApp(StateBanner, { role: 'operator', before: () => useOperatorStore().take(live('asterisk')) })
  expect(one('status').textContent).toMatch(/Нет связи с провайдером «Второй» с \d\d:\d\d\./)
})
