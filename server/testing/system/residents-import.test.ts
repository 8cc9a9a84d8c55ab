import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCompany } from '#server/scripts/demo/company.ts'
import { barriersOf } from '#server/testing/barriers.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { signIn } from '#server/testing/browser/desk-pages.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** Residents brought in through the page, on the product as `npm start` runs it. */
let browser: Browser
let world: World
let page: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  page = await browser.newPage()
  await signIn(page, { origin: world.origin, ...people.supervisor, path: '/import' })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const { streets, houses } = demoCompany()
const house = houses[0]
const address = `${streets[0]?.name};${house?.number}`
const register = [
  'Улица;Дом;Кв.;ФИО;Статус;Дата регистрации;Телефон',
  `${address};1;Новосёлова Анна Петровна;собственник;01.03.2026;8 922 000-77-01`,
  `${address};1;Новосёлов Пётр Ильич;муж;01.03.2026;`,
  `${address};2;Гостев Иван;родственник;32.03.2026;`,
  `Небывалая;5;1;Некто Иван;иное;;`,
].join('\r\n')

/** Chooses the file as a person does, and waits for the sentence that says what came of it. */
async function send(name: string, buffer: Buffer, verdict: RegExp): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  const card = page.getByRole('region', { name: `Файл «${name}»` })
  await card.getByRole('status').filter({ hasText: verdict }).waitFor()
}

test('a register is sent, its faults are named, the rest is written, and once more changes nothing', async () => {
  await send('новосёлы.csv', Buffer.from(register), /Файл проверен/)
  const faults = page.getByRole('table', { name: 'Строки с ошибками' })
  await faults.getByRole('row', { name: '4 Дата регистрации 32.03.2026 не дата' }).waitFor()
  await faults.getByRole('row', { name: '5 Улица Небывалая такой улицы нет в справочнике' }).waitFor()
  expect(await barriersOf(page, 'import, checked')).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Готово: всё, что без ошибок, записано.').waitFor()
  await send('ещё раз.csv', Buffer.from(register), /записывать нечего/)
})

test('what is exported through the page comes back unchanged', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Выгрузить Excel' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^residents-\d{4}-\d\d-\d\d\.xlsx$/)
  await send('жители.xlsx', await readFile(await download.path()), /записывать нечего/)
  const same = page.getByRole('region', { name: 'Файл «жители.xlsx»' }).locator('dl')
  await same.getByText('новых').locator('..').getByText('0', { exact: true }).waitFor()
  // a page that nobody has signed in to yet asks who it is, and hears that it is nobody
  expect(page.problems.filter((problem) => !problem.includes('401'))).toEqual([])
})
