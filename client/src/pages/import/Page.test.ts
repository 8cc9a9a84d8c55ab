import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Import } from '#contracts/import.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type Answers } from '../../testing/mount.ts'
import { sampleImport } from '../../testing/sample-import.ts'
import Page from './Page.vue'

/** A server with one import, whose state the test turns by hand. */
function server(first: Import) {
  const state = { import: first }
  const answers: Answers = {
    listImports: () => ({ imports: [state.import] }),
    getImport: () => state.import,
    applyImport: () => {
      state.import = { ...state.import, state: 'applying' }
      return state.import
    },
  }
  return { state, answers }
}
const mountImport = (answers: Answers, path = '/import?id=5') =>
  mountInApp(Page, { path, role: 'supervisor', answers })

/** The file goes by fetch, not by the contract's calls: what it is answered. */
const answerSend = (status: number, body: unknown) => {
  const sent = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }))
  vi.stubGlobal('fetch', sent)
  return sent
}
async function choose(file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('no field for a file')
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
}
afterEach(() => vi.unstubAllGlobals())

describe('import page', () => {
  test('the first visit says what the file must hold, and that nothing was imported yet', async () => {
    await mountImport({ listImports: () => ({ imports: [] }) }, '/import')
    expect(document.body.textContent).toContain('Обязательные столбцы: улица, дом, квартира')
    expect(document.body.textContent).toContain('Загрузок ещё не было')
    expect(one('link', 'Выгрузить Excel').getAttribute('href')).toBe('/api/export/residents?format=xlsx')
    expect(one('link', 'Выгрузить CSV').getAttribute('href')).toBe('/api/export/residents?format=csv')
  })

  test('a chosen file is sent, read, shown with its faults, and written by one key', async () => {
    const { state, answers } = server(
      sampleImport({ state: 'checking', faults: [], columns: [], sample: [] }),
    )
    const sent = answerSend(201, state.import)
    const page = await mountImport(answers, '/import')
    await choose(new File(['a;b'], 'жители.csv'))
    const [url, init] = sent.mock.calls[0] ?? []
    expect(url).toBe(`/api/imports?name=${encodeURIComponent('жители.csv')}`)
    expect(new Headers(init?.headers).get('x-csrf-token')).toBeTruthy()
    await vi.waitFor(() => expect(all('status', /Сверяю со справочником: 5 из 5/)).toHaveLength(1))

    state.import = sampleImport()
    await vi.waitFor(
      () => expect(all('status', 'Файл проверен. Пока ничего не записано.')).toHaveLength(1),
      5_000,
    )
    const table = document.querySelector('table[aria-labelledby="faults-title"]')
    expect(table?.querySelector('tbody tr')?.textContent).toMatch(
      /4.*Улица.*Несуществующая.*такой улицы нет в справочнике/,
    )
    expect(table?.querySelectorAll('tbody tr')[1]?.textContent).toMatch(/6.*ФИО.*пусто.*не заполнено/)
    expect(document.body.textContent).toContain('Узнано столбцов: 2 из 3')
    expect(one('button', 'Записать без ошибочных строк')).toBeTruthy()

    await page.press('Enter', { code: 'Enter', ctrlKey: true })
    expect(
      page.asked.some(
        ({ name, request }) => name === 'applyImport' && (request.params as { id: number }).id === 5,
      ),
    ).toBe(true)
    await vi.waitFor(() => expect(all('status', /Записываю: 3 из 3/)).toHaveLength(1))
    state.import = sampleImport({ state: 'done' })
    await vi.waitFor(
      () => expect(all('status', 'Готово: всё, что без ошибок, записано.')).toHaveLength(1),
      5_000,
    )
    expect(all('button', /Записать/)).toEqual([])
  })

  test('the list of faults is downloaded as a file and copied for a spreadsheet', async () => {
    const copied: string[] = []
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void copied.push(text) },
      configurable: true,
    })
    const urls: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) urls.push(blob)
      return 'blob:1'
    })
    await mountImport(server(sampleImport()).answers)
    await click(one('button', 'Скопировать список'))
    expect(copied[0]?.split('\n')[1]).toBe('4\tУлица\tНесуществующая\tтакой улицы нет в справочнике')
    await click(one('button', 'Скачать список'))
    expect(await urls[0]?.text()).toContain('4;Улица;Несуществующая;такой улицы нет в справочнике')
    vi.restoreAllMocks()
  })

  test('a file that is too large is not sent at all', async () => {
    const sent = answerSend(201, sampleImport())
    await mountImport({ listImports: () => ({ imports: [] }) }, '/import')
    const file = new File(['a'], 'всё.csv')
    Object.defineProperty(file, 'size', { value: 20_000_001 })
    await choose(file)
    expect(one('alert').textContent).toContain('Файл «всё.csv» больше 20 МБ')
    expect(sent).not.toHaveBeenCalled()
  })

  test('a file that is no table is told in words, and another may be chosen', async () => {
    await mountImport(
      server(sampleImport({ state: 'failed', error: 'oldExcel', columns: [], faults: [] })).answers,
    )
    expect(one('status', /старый формат .xls или файл с паролем/)).toBeTruthy()
    expect(all('button', /Записать|Попробовать/)).toEqual([])
    expect(one('button', 'Другой файл').hasAttribute('disabled')).toBe(false)
  })

  test('nothing new: there is nothing to write', async () => {
    const counts = { ...sampleImport().counts, added: 0, changed: 0, same: 3 }
    await mountImport(server(sampleImport({ counts })).answers)
    expect(one('status', /записывать нечего/)).toBeTruthy()
    expect(all('button', /Записать/)).toEqual([])
  })

  test('a refusal of the server, and no connection, are told with a way on', async () => {
    answerSend(413, { code: 'tooLarge' })
    let isAway = true
    await mountImport(
      {
        listImports: () => {
          if (isAway) throw new ApiError('offline', 0)
          return { imports: [sampleImport()] }
        },
      },
      '/import',
    )
    expect(one('alert').textContent).toContain('Нет связи с сервером')
    isAway = false
    await click(one('button', 'Повторить'))
    expect(all('alert')).toEqual([])
    expect(one('link', /жители.xlsx/)).toBeTruthy()
    await choose(new File(['a'], 'а.csv'))
    expect(one('alert').textContent).toContain('Слишком много данных')
  })

  test('the connection is lost while the server works: what is known stays, and it is asked again', async () => {
    const { state, answers } = server(sampleImport({ state: 'applying' }))
    let isAway = false
    await mountImport({
      ...answers,
      listImports: () => {
        if (isAway) throw new ApiError('offline', 0)
        return { imports: [state.import] }
      },
    })
    isAway = true
    await vi.waitFor(() => expect(all('status', /показано последнее, что известно/)).toHaveLength(1), 5_000)
    expect(one('status', /Записываю: 3 из 3/)).toBeTruthy()
    isAway = false
    state.import = sampleImport({ state: 'done' })
    await vi.waitFor(() => expect(all('status', /^Готово/)).toHaveLength(1), 8_000)
  })

  test('a long list of faults is shown piece by piece', async () => {
    const faults = Array.from({ length: 450 }, (_, n) => ({
      line: n + 2,
      column: 'Дом',
      value: '9',
      reason: 'unknownHouse' as const,
    }))
    await mountImport(
      server(sampleImport({ faults, counts: { ...sampleImport().counts, faulty: 450 } })).answers,
    )
    const rows = () => document.querySelectorAll('table[aria-labelledby="faults-title"] tbody tr').length
    expect(rows()).toBe(200)
    await click(one('button', 'Показать ещё'))
    await click(one('button', 'Показать ещё'))
    expect(rows()).toBe(450)
    expect(all('button', 'Показать ещё')).toEqual([])
  })
})
