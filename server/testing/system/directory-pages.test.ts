import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, resident, type World } from '#server/testing/worlds/world.ts'

/** The directory through the interface, on the demo company: found, changed by two at once, taken back, kept readable. */
let browser: Browser
let world: World
let first: BrowserPage
let second: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  first = await listeningPage(browser, { width: 1366, height: 768 })
  second = await listeningPage(browser, { width: 1366, height: 768 })
  await signIn(first, { origin: world.origin, ...people.dispatcher, path: '/directory' })
  await signIn(second, { origin: world.origin, ...people.admin, path: '/directory' })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const heading = (page: BrowserPage, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true })

it('one field leads by keyboard from a spoken address to the flat, its person and its house', async () => {
  await first.getByRole('searchbox').waitFor()
  await first.keyboard.press('F3')
  await first.keyboard.type('республики 8 кв 1', { delay: 20 })
  await first.getByRole('link', { name: 'ул. Республики, 8, кв. 1', exact: true }).waitFor()
  await first.keyboard.press('ArrowDown')
  await first.keyboard.press('Enter')
  await heading(first, 'ул. Республики, 8, кв. 1').waitFor()
  const card = first.getByRole('region', { name: 'Поквартирная карточка' })
  const name = await card.getByRole('link').first().innerText()
  await card.getByRole('link').first().click()
  await heading(first, name).waitFor()
  await first.getByRole('link', { name: 'ул. Республики, 8, кв. 1' }).first().click()
  await first.getByRole('link', { name: 'ул. Республики, 8', exact: true }).click()
  await heading(first, 'ул. Республики, 8').waitFor()
  expect(new URL(first.url()).pathname).toMatch(/^\/houses\/\d+$/)
})

it('everything about a number is found by it', async () => {
  await second.goto(`${world.origin}/directory?search=${encodeURIComponent(resident.number)}`)
  await second.getByRole('region', { name: 'Люди и номера' }).getByText(resident.shown).waitFor()
  await second.getByRole('region', { name: 'Звонки с этого номера' }).waitFor()
  expect(await second.getByRole('region', { name: 'Люди и номера' }).getByRole('link').count()).toBe(1)
})

it('two change one house: the second sees both values and saves on top', async () => {
  const path = new URL(first.url()).pathname
  await second.goto(world.origin + path)
  await second.getByLabel('Год постройки').fill('1975')
  await first.getByLabel('Год постройки').fill('1978')
  await first.getByLabel('Ключи и доступ').fill('У дежурного')
  await first.keyboard.press('Control+s')
  await first.getByText('Изменений нет').waitFor()

  await second.keyboard.press('Control+s')
  await second.getByText('Пока вы правили, другой сотрудник записал: 1978.').waitFor()
  expect(await second.getByLabel('Год постройки').inputValue()).toBe('1975')
  expect(await second.getByLabel('Ключи и доступ').inputValue()).toBe('У дежурного')
  await second.getByRole('button', { name: 'Сохранить' }).click()
  await second.getByText('Изменений нет').waitFor()
  await second.getByRole('tab', { name: /^История/ }).click()
  const history = second.getByRole('tabpanel')
  await history.getByText('Год постройки').first().waitFor()
  expect(await history.innerText()).toMatch(/Год постройки: 1978 1975/)
})

it('what is typed while the server is away is saved when it is back', async () => {
  await first.reload()
  await first.getByLabel('Заметка').fill('Лестница скользкая')
  await first.route('**/api/houses/*', (route) => route.abort())
  await first.getByRole('button', { name: 'Сохранить' }).click()
  await first.getByText('Нет связи с сервером. Введённое не потеряно').waitFor()
  await first.unroute('**/api/houses/*')
  await first.getByRole('button', { name: 'Сохранить' }).click()
  await first.getByText('Изменений нет').waitFor()
  await first.reload()
  await expect.poll(() => first.getByLabel('Заметка').inputValue()).toBe('Лестница скользкая')
})

it('a run of flats is added once, and the new flat gets a person and a number, each taken back by one key', async () => {
  const flats = first.getByRole('tab', { name: /^Квартиры/ })
  await expect.poll(() => flats.innerText()).toMatch(/\d/)
  const before = Number(/\d+/.exec(await flats.innerText())?.[0])
  await first.getByRole('button', { name: 'Добавить квартиры' }).click()
  const dialog = first.getByRole('dialog')
  await dialog.getByLabel('Номера').fill('1, 901–903')
  await dialog.getByRole('button', { name: 'Добавить' }).click()
  await first.getByText('Добавлено квартир: 3, уже были: 1').waitFor()
  await expect.poll(() => flats.innerText()).toContain(String(before + 3))
  await first.getByRole('link', { name: /^902, / }).click()
  await heading(first, 'ул. Республики, 8, кв. 902').waitFor()

  await first.getByRole('button', { name: 'Вписать человека' }).click()
  await dialog.getByLabel('Фамилия, имя, отчество').fill('Новосёлов Нил Нилович')
  await dialog.getByLabel('Кем приходится').selectOption({ label: 'наниматель' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const card = first.getByRole('region', { name: 'Поквартирная карточка' })
  await card.getByText('наниматель').waitFor()

  await first.getByRole('button', { name: 'Добавить номер' }).click()
  await dialog.getByLabel('Номер телефона').fill('8 912 000-09-02')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const numbers = first.getByRole('region', { name: 'Телефоны' })
  await numbers.getByText('+7 912 000-09-02').waitFor()

  await numbers.getByRole('button', { name: /^Забыть/ }).click()
  await numbers.getByText('был здесь до').waitFor()
  await first.keyboard.press('Alt+z')
  await numbers.getByText('был здесь до').waitFor({ state: 'detached' })
  await card.getByRole('button', { name: /^Выбыл/ }).click()
  await card.getByText(/выбыл \d/).waitFor()
  await first.keyboard.press('Alt+z')
  await card.getByText(/выбыл \d/).waitFor({ state: 'detached' })
})

it('what houses refer to is not removed; what nobody uses comes back as it was', async () => {
  await first.goto(`${world.origin}/directory?kind=streets`)
  await first.getByRole('button', { name: 'Удалить: ул. Республики', exact: true }).click()
  await first
    .getByText('«ул. Республики» используется: в домах. Сначала уберите его оттуда.')
    .first()
    .waitFor()

  await first.goto(`${world.origin}/directory?kind=supply-points`)
  await first.getByRole('button', { name: 'Добавить', exact: false }).first().waitFor()
  await first.keyboard.press('Alt+t')
  const dialog = first.getByRole('dialog')
  await dialog.getByLabel('Название').fill('ЦТП-77')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  const remove = first.getByRole('button', { name: 'Удалить: ЦТП-77' })
  await remove.click()
  await remove.waitFor({ state: 'detached' })
  await first.keyboard.press('Alt+z')
  await remove.waitFor()

  // two of one name are told apart from what is in use
  await first.keyboard.press('Alt+t')
  await dialog.getByLabel('Название').fill('ЦТП-77')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Такая запись уже есть.').waitFor()
  expect(await dialog.getByLabel('Название').inputValue()).toBe('ЦТП-77')
  await first.keyboard.press('Escape')
})

it('a changed deadline is a new version, and the old one stays readable', async () => {
  await second.goto(`${world.origin}/rules`)
  await second.getByRole('row', { name: /Прорыв или течь стояка/ }).click()
  const drawer = second.getByRole('complementary', { name: 'Проблема и её сроки' })
  await drawer.getByLabel('Локализовать').fill('скоро')
  await second.keyboard.press('Control+s')
  await drawer.getByText('Напишите срок так: 30 мин, 2 ч, 3 сут.').waitFor()
  await drawer.getByLabel('Локализовать').fill('25 мин')
  await drawer.getByText(/Сохранение создаст версию \d/).waitFor()
  await second.keyboard.press('Control+s')
  await second.getByText(/Сохранено, действует версия \d/).waitFor()
  const versions = drawer.getByRole('region', { name: 'Прежние версии' })
  await versions.getByText('Локализовать: 30 мин').waitFor()
  expect(await drawer.getByLabel('Локализовать').inputValue()).toBe('25 мин')
})

// barriers, and whether each fits every width, are looked for by every-page.test.ts
it('each key of each page of the directory is listed under ?', async () => {
  await first.goto(`${world.origin}/directory?search=${encodeURIComponent('республики 8')}`)
  await first.getByRole('link', { name: 'ул. Республики, 8', exact: true }).click()
  await heading(first, 'ул. Республики, 8').waitFor()
  const house = new URL(first.url()).pathname
  await first.getByRole('link', { name: /^1, / }).first().click()
  await heading(first, 'ул. Республики, 8, кв. 1').waitFor()
  const flat = new URL(first.url()).pathname
  await first.getByRole('region', { name: 'Поквартирная карточка' }).getByRole('link').first().click()
  await first.waitForURL('**/people/*')
  const person = new URL(first.url()).pathname

  const found: string[] = []
  for (const path of ['/directory', '/directory?kind=workers', house, flat, person, '/rules?entry=1']) {
    await second.goto(world.origin + path)
    await second.getByRole('navigation', { name: 'Разделы' }).waitFor()
    await second.getByText('Загружаю…').waitFor({ state: 'detached' })
    const shown = await second
      .locator('[aria-keyshortcuts]')
      .evaluateAll((all) => all.flatMap((one) => one.getAttribute('aria-keyshortcuts') ?? []))
    await second.keyboard.press('F1')
    const help = second.getByRole('dialog', { name: 'Сочетания клавиш' })
    await help.waitFor()
    const listed = (await help.locator('kbd').allTextContents()).map((key) => key.replace('Ctrl', 'Control'))
    for (const key of shown.filter((one) => !/Esc|Enter$/.test(one)))
      if (!listed.includes(key)) found.push(`${path}: ${key} is not listed`)
    await second.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
  }
  expect(found).toEqual([])
})
