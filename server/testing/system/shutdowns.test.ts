import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOf } from '#server/testing/barriers.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { confirmNumber, goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, resident, type World } from '#server/testing/worlds/world.ts'

/** Shutdowns through the interface of the product as `npm start` starts it, with its embedded PBX. */
let browser: Browser
let world: World
let dispatcher: BrowserPage
/** Houses of the heating point, as the directory has them. */
let addresses: string[] = []
/** What it was called: the demo company has shutdowns of its own. */
let number = ''

beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  dispatcher = await browser.newPage()
  await signIn(dispatcher, { origin: world.origin, ...people.dispatcher, path: '/shutdowns' })
  addresses = await heatPointOf('Республики', 'ЦТП-77')
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

/** A heating point that gives hot water to the whole street; entered as the directory's page does it. */
async function heatPointOf(street: string, name: string): Promise<string[]> {
  return dispatcher.evaluate(
    async ([streetName, pointName]) => {
      const get = async (path: string): Promise<unknown> => (await fetch(path)).json()
      const { csrf } = (await get('/api/me')) as { csrf: string }
      const { streets } = (await get('/api/directory')) as { streets: { id: number; name: string }[] }
      const id = streets.find((one) => one.name === streetName)?.id
      const { houses } = (await get(`/api/houses?streetId=${id}`)) as {
        houses: { id: number; address: string }[]
      }
      const answer = await fetch('/api/directory/supply-points', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
        body: JSON.stringify({
          id: 0,
          kind: 'heatPoint',
          name: pointName,
          organisationId: null,
          houses: houses.map((house) => ({ houseId: house.id, service: 'hotWater' })),
        }),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return houses.map((house) => house.address)
    },
    [street, name] as const,
  )
}
const pickers = (page: BrowserPage): Promise<(string | null)[]> =>
  page
    .locator('[role=combobox]')
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-keyshortcuts')))
const setting = 'Микрорайоны и ЦТП в аварийных отключениях'

it('a dispatcher creates one by keyboard alone, in a few dozen key presses', async () => {
  const page = dispatcher
  let presses = 0
  const press = async (keys: string): Promise<void> => {
    presses += 1
    await page.keyboard.press(keys)
  }
  const typed = async (text: string): Promise<void> => {
    presses += text.length
    await page.keyboard.type(text)
  }
  await page.getByRole('heading', { name: 'Отключения' }).waitFor()
  await press('Alt+t')
  await page.getByRole('heading', { name: 'Новое отключение' }).waitFor()
  await press('2')
  for (let n = 0; n < 4; n++) await press('F3')
  await typed('77')
  await page.getByRole('option', { name: /ЦТП-77/ }).waitFor()
  await press('Enter')
  await page.getByRole('button', { name: `Убрать: ${addresses[0]}`, exact: true }).waitFor()
  await press('Alt+c')
  await typed('+4')
  await press('Control+k')
  await typed('тек')
  await press('Enter')
  await page.locator('textarea:focus').waitFor()
  await typed('Бригада на месте.')
  await page.getByText('Что слышат позвонившие').waitFor()
  expect(await barriersOf(page, 'the form')).toEqual([])
  await press('Control+Enter')
  await page.getByRole('complementary', { name: 'Подробности отключения' }).waitFor()
  expect(presses).toBeLessThan(40)
  number = await page.getByRole('heading', { name: /^О\d\d-\d{6}$/ }).innerText()
  await page.getByRole('complementary').getByText('Авария: горячая вода').waitFor()
  // whatever picker chose them, they are stored one by one
  for (const address of addresses) await page.getByRole('link', { name: address, exact: true }).waitFor()
})

it('shutdown_mkr hides and shows two pickers in an open form at once, and changes nothing that exists', async () => {
  const page = dispatcher
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+t')
  await expect.poll(() => pickers(page)).toEqual(['F3', 'F3', 'F3', 'F3'])
  await page.keyboard.press('1')
  await page.evaluate('window.wasNotReloaded = true')

  const admin = await browser.newPage()
  await signIn(admin, { origin: world.origin, ...people.admin, path: '/settings' })
  const save = () => admin.getByRole('button', { name: 'Сохранить' }).click()
  await admin.getByLabel(setting).uncheck()
  await save()
  await expect.poll(() => pickers(page)).toEqual(['F3', 'F3'])
  // what was filled in stays
  expect(await page.getByRole('checkbox', { name: /холодная вода/ }).isChecked()).toBe(true)

  const before = await browser.newPage()
  await signIn(before, { origin: world.origin, ...people.supervisor, path: '/shutdowns' })
  await before.getByRole('row', { name: new RegExp(number) }).click()
  for (const address of addresses) await before.getByRole('link', { name: address, exact: true }).waitFor()

  await admin.getByLabel(setting).check()
  await save()
  await expect.poll(() => pickers(page)).toEqual(['F3', 'F3', 'F3', 'F3'])
  expect(await page.evaluate('window.wasNotReloaded')).toBe(true)
})

it('the card of a caller says what to tell him; one key joins him, and he stands in the list', async () => {
  const operator = await listeningPage(browser)
  await signIn(operator, { origin: world.origin, ...people.operator, path: '/console' })
  await goOnLine(operator)
  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).click()
  await confirmNumber(operator)
  const strip = operator.getByRole('region', { name: 'Отключения по адресу звонящего' })
  await strip.getByRole('link', { name: number }).waitFor()
  expect(await barriersOf(operator, 'the card')).toEqual([])
  await operator.keyboard.press('Control+b')
  await operator.getByRole('heading', { name: /Сообщено об отключении/ }).waitFor()
  await call.hangUp()

  await dispatcher.goto(`${world.origin}/shutdowns`)
  await dispatcher.getByRole('row', { name: new RegExp(number) }).click()
  await dispatcher.getByText('ждёт оповещения').waitFor()
  await dispatcher.getByText(resident.shown).waitFor()
})

it('sheets for entrances, the summary of the day and the hours by house come out of it', async () => {
  const page = dispatcher
  // a term beyond the legal one may stand, and is told
  await page.keyboard.press('Alt+c')
  const moving = page.getByRole('dialog', { name: 'Сдвинуть срок' })
  const warning = moving.getByText('Срок дольше допустимого перерыва')
  await moving.getByText('Допустимый перерыв').waitFor()
  expect(await warning.count()).toBe(0)
  await moving.getByRole('textbox', { name: /Новый срок/ }).fill('+72')
  await warning.waitFor()
  await page.keyboard.press('Escape')
  await moving.waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Объявление на подъезд' }).click()
  const sheets = page.getByRole('article')
  await sheets.first().waitFor()
  const sheet = (await sheets.first().textContent()) ?? ''
  expect(sheet).toContain('Работы ведёт')
  // nobody stores what is off already
  expect(sheet).not.toContain('запас воды')
  const entrances = await sheets.count()
  expect(entrances).toBeGreaterThan(addresses.length)
  // on paper: one page of A4 for each entrance and nothing of the desk around it
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(entrances)

  await page.goto(`${world.origin}/shutdowns/daily`)
  await page.getByRole('link', { name: number }).waitFor()
  await page.goto(`${world.origin}/shutdowns/hours`)
  for (const address of addresses) await page.getByRole('cell', { name: address, exact: true }).waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Скачать CSV' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^\d{4}-\d{2}\.csv$/)
})

it('the board shows it with its clock and its callers', async () => {
  const page = dispatcher
  await page.goto(`${world.origin}/board`)
  await page.getByRole('link', { name: /горячая вода ·.*звонил 1 житель/ }).waitFor()
  expect(await barriersOf(page, 'the board')).toEqual([])
})

it('ended: the list of callers is worked off with two keys, «нет» is a task', async () => {
  const page = dispatcher
  await page.getByRole('link', { name: /горячая вода ·.*звонил 1 житель/ }).click()
  await page.getByRole('complementary', { name: 'Подробности отключения' }).waitFor()
  await page.keyboard.press('Alt+m')
  await page.getByRole('dialog', { name: 'Завершить отключение' }).waitFor()
  expect(await barriersOf(page, 'the end')).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('опрошено 0 из 1').waitFor()
  // the first key counts, wherever the keyboard stands after the dialog
  await page.getByRole('button', { name: `Нет, услуги нет: ${resident.shown}` }).waitFor()
  await page.keyboard.press('2')
  await page.getByText('опрошено 1 из 1').waitFor()
  await page.getByRole('link', { name: /^заявка \d/ }).waitFor()
  expect(await barriersOf(page, 'the survey')).toEqual([])
})
