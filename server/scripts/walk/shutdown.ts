import type { Browser } from '#server/testing/browser/browser.ts'
import { confirmNumber, goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import type { Album } from './album.ts'

/**
 * A main bursts: three calls suggest a shutdown, a dispatcher creates it by keyboard, the card of the next caller says
 * what to tell him, the term moves, the service is back and callers are asked.
 */
export async function walkShutdown(browser: Browser, origin: string, album: Album): Promise<void> {
  const dispatcher = await listeningPage(browser)
  await signIn(dispatcher, { origin, ...album.person('dispatcher1'), path: '/board' })
  await threeCalls(browser, origin, album)
  const suggestion = dispatcher.getByText('Похоже на аварию').first()
  await suggestion.waitFor()
  await album.picture(
    dispatcher,
    'shutdown-suggested',
    'Три похожих обращения: система предлагает отключение',
  )

  await dispatcher.getByRole('button', { name: 'Завести отключение' }).first().click()
  await dispatcher.getByRole('heading', { name: 'Новое отключение' }).waitFor()
  const coldWater = dispatcher.getByRole('checkbox', { name: /холодная вода/ })
  if (!(await coldWater.isChecked())) await coldWater.check()
  await dispatcher.keyboard.press('Alt+C')
  await dispatcher.keyboard.type('+4')
  await dispatcher.getByRole('combobox', { name: 'Причина' }).fill('Прорыв трубопровода')
  await dispatcher.keyboard.press('Control+K')
  await dispatcher.keyboard.type('к тексту')
  await dispatcher.keyboard.press('Enter')
  await dispatcher.locator('textarea:focus').waitFor()
  await dispatcher.keyboard.type('Бригада на месте. Сделайте запас воды.')
  await dispatcher
    .getByRole('complementary', { name: 'Что получится' })
    .getByText('Сделайте запас воды')
    .waitFor()
  await album.picture(
    dispatcher,
    'shutdown-form',
    'Новое отключение: дома уже выбраны, справа – что получится',
  )
  await dispatcher.keyboard.press('Control+Enter')
  const drawer = dispatcher.getByRole('complementary', { name: 'Подробности отключения' })
  await drawer.waitFor()
  const number = await dispatcher.getByRole('heading', { name: /^О\d\d-\d{6}$/ }).innerText()

  const operator = await listeningPage(browser)
  await signIn(operator, { origin, ...album.person('operator1'), path: '/console' })
  await goOnLine(operator)
  const resident = await listeningPage(browser, { width: 420, height: 768 })
  await resident.goto(`${origin}/call`)
  await resident.getByLabel('Ваш номер телефона').fill('+73452000017')
  await resident.getByRole('button', { name: 'Позвонить' }).click()
  await operator.getByRole('button', { name: 'Ответить' }).click()
  await confirmNumber(operator)
  const strip = operator.getByRole('region', { name: 'Отключения по адресу звонящего' })
  await strip.getByRole('link', { name: number }).waitFor()
  await operator.getByRole('region', { name: 'Карточка звонка' }).getByText('О доме').waitFor()
  await album.picture(
    operator,
    'shutdown-card',
    `Карточка звонка: что сказать жителю об отключении ${number}`,
  )
  await operator.keyboard.press('Control+B')
  await operator.getByRole('heading', { name: /Сообщено об отключении/ }).waitFor()
  await album.picture(operator, 'shutdown-joined', 'Звонок присоединён к отключению одной клавишей')
  await resident.getByRole('button', { name: 'Завершить' }).click()

  await drawer.getByText('ждёт оповещения').waitFor()
  await album.picture(dispatcher, 'shutdown', 'Отключение: сроки, дома, кто звонил')
  await drawer.getByRole('button', { name: 'Сдвинуть срок' }).click()
  const term = dispatcher.getByRole('dialog', { name: 'Сдвинуть срок' })
  await term.getByLabel('Новый срок').fill('+6 ч')
  await term.getByLabel('Почему').fill('Не хватило муфты нужного диаметра')
  await album.picture(dispatcher, 'shutdown-term', 'Срок переносится: кто просил сообщить, узнает')
  await dispatcher.keyboard.press('Control+Enter')
  await term.waitFor({ state: 'detached' })

  await drawer.getByRole('button', { name: 'Завершить' }).click()
  const end = dispatcher.getByRole('dialog', { name: 'Завершить отключение' })
  await end.waitFor()
  await album.picture(dispatcher, 'shutdown-end', 'Услугу дали: спросить позвонивших, закрыть заявки')
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('Дали ли услугу?').waitFor()
  await album.picture(dispatcher, 'shutdown-survey', 'Опрос: каждое «нет» становится заявкой')

  await dispatcher.getByRole('link', { name: 'Объявление на подъезд' }).click()
  await dispatcher.getByRole('article').first().waitFor()
  // messages of what was done just now lie over the sheet
  const toasts = dispatcher.getByText(/заведено|перенесён|завершено\. Ошиблись/)
  await until(async () => (await toasts.count()) === 0, 60_000, 'the messages go')
  await album.picture(dispatcher, 'shutdown-notice', 'Объявление на подъезд')
  await dispatcher.goto(`${origin}/shutdowns/daily`)
  await dispatcher.getByRole('row').nth(1).waitFor()
  await album.picture(dispatcher, 'shutdown-daily', 'Сводка отключений за сутки')
  await dispatcher.goto(`${origin}/shutdowns/hours`)
  await dispatcher.getByRole('row').nth(1).waitFor()
  await album.picture(dispatcher, 'shutdown-hours', 'Часы без услуги по домам и снижение платы')
  for (const page of [dispatcher, operator, resident]) await page.context().close()
}

/** Three neighbours whose calls an operator registers by hand: no water. */
async function threeCalls(browser: Browser, origin: string, album: Album): Promise<void> {
  const page = await listeningPage(browser)
  await signIn(page, { origin, ...album.person('operator2'), path: '/console' })
  await page.evaluate(
    async (flats) => {
      const get = async (path: string): Promise<unknown> => (await fetch(path)).json()
      const { csrf } = (await get('/api/me')) as { csrf: string }
      const { entries } = (await get('/api/classifier')) as { entries: { id: number; problem: string }[] }
      const problem = entries.find((entry) => entry.problem === 'Нет холодной воды')?.id ?? null
      const send = async (path: string, body: object): Promise<{ id: number; version: number }> => {
        const answer = await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
          body: JSON.stringify(body),
        })
        if (!answer.ok) throw new Error(await answer.text())
        return (await answer.json()) as { id: number; version: number }
      }
      for (const flat of flats) {
        const found = (await get(
          `/api/addresses?search=${encodeURIComponent(`Республики 8 кв ${flat}`)}`,
        )) as {
          hits: { houseId: number; apartmentId: number }[]
        }
        const place = found.hits[0]
        if (!place) throw new Error('the demo company has no such flat')
        const { houseId, apartmentId } = place
        const draft = await send('/api/tasks', { houseId, apartmentId, applicantPhone: `+7345200000${flat}` })
        await send(`/api/tasks/${draft.id}/register`, {
          version: draft.version,
          fields: { classifierId: problem, text: 'Нет холодной воды' },
        })
      }
    },
    [3, 5, 8],
  )
  await page.context().close()
}
