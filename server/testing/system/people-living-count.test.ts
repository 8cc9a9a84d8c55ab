import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/**
 * Issue 4, "Must show" 1: `people_living_count` in both positions, switched through the interface. Flat, house and the
 * preview of a shutdown show the same source, on pages that stood open while it was switched.
 */
let browser: Browser
let world: World
let admin: BrowserPage
let flat: BrowserPage
let house: BrowserPage
let shutdown: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  const { origin } = world
  admin = await listeningPage(browser)
  flat = await listeningPage(browser)
  house = await listeningPage(browser)
  shutdown = await listeningPage(browser)
  await signIn(admin, { origin, ...people.admin, path: '/settings' })
  await signIn(flat, { origin, ...people.dispatcher, path: '/directory' })
  await signIn(house, { origin, ...people.dispatcher, path: '/directory' })
  await signIn(shutdown, { origin, ...people.dispatcher, path: '/shutdowns/new' })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const living = (page: BrowserPage): Promise<string> => page.locator('.living').first().innerText()
const numberOf = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? Number.NaN)

async function set(isFromCards: boolean): Promise<void> {
  const flag = admin.getByRole('switch', { name: 'Число проживающих – из поквартирной карточки' })
  await flag.setChecked(isFromCards)
  await admin.getByRole('button', { name: 'Сохранить изменения' }).click()
  await admin.getByText('Изменений нет').waitFor()
}
/** So many residents the shutdown previews, once the form, which asks again at each change, has shown the answer. */
async function untilPreviewed(cause: string, residents: number): Promise<void> {
  const answer = shutdown.waitForResponse((response) => response.url().endsWith('/api/shutdowns/preview'))
  await shutdown.getByLabel('Причина').fill(cause)
  await answer
  const shown = async (): Promise<number> => {
    const text = await shutdown.getByRole('complementary', { name: 'Что получится' }).innerText()
    return numberOf(/\d+ жител\p{L}+|нет жителей/u.exec(text)?.[0].replace('нет', '0') ?? '')
  }
  await expect.poll(shown).toBe(residents)
}

it('residents are counted from the cards or stored, wherever they are shown, as the administrator says', async () => {
  // a flat of the demo company as a dispatcher finds it, and the house that it stands in
  await flat.getByRole('searchbox').fill('республики 8 кв 1')
  await flat.getByRole('link', { name: 'ул. Республики, 8, кв. 1', exact: true }).click()
  await flat.getByText('по поквартирным карточкам').waitFor()
  const people = flat.getByRole('region', { name: 'Поквартирная карточка' }).getByRole('listitem')
  await people.first().waitFor()
  const onCard = await people.count()
  expect(numberOf(await living(flat))).toBe(onCard)
  expect(onCard).toBeGreaterThan(0)

  await house.getByRole('searchbox').fill('республики 8')
  await house.getByRole('link', { name: 'ул. Республики, 8', exact: true }).click()
  await house.getByText('по поквартирным карточкам').waitFor()
  const ofHouse = numberOf(await living(house))
  expect(ofHouse).toBeGreaterThan(onCard)

  await shutdown.getByRole('heading', { name: 'Новое отключение' }).waitFor()
  await shutdown.keyboard.press('1')
  await shutdown.keyboard.press('F3')
  await shutdown.keyboard.type('республики 8', { delay: 20 })
  await shutdown.getByRole('option', { name: 'ул. Республики, 8', exact: true }).click()
  await untilPreviewed('первый взгляд', ofHouse)

  // another number is stored than the card counts; with the cards on it changes nothing that is shown
  await flat.getByLabel('Проживает, записанное число').fill('77')
  await flat.getByRole('button', { name: 'Сохранить' }).click()
  await flat.getByText('Изменений нет').waitFor()
  expect(numberOf(await living(flat))).toBe(onCard)
  await flat.reload()
  await flat.getByText('по поквартирным карточкам').waitFor()
  expect(numberOf(await living(flat))).toBe(onCard)
  await house.reload()
  await house.getByText('по поквартирным карточкам').waitFor()
  expect(numberOf(await living(house))).toBe(ofHouse)

  await set(false)
  await flat.getByText('по числу, записанному в квартире').waitFor()
  expect(numberOf(await living(flat))).toBe(77)
  await house.getByText('по числу, записанному в квартире').waitFor()
  const stored = numberOf(await living(house))
  expect(stored).toBeGreaterThanOrEqual(77)
  expect(stored).not.toBe(ofHouse)
  await house.getByRole('link', { name: '1, 77 чел.' }).waitFor()
  await untilPreviewed('второй взгляд', stored)

  await set(true)
  await flat.getByText('по поквартирным карточкам').waitFor()
  expect(numberOf(await living(flat))).toBe(onCard)
  await house.getByText('по поквартирным карточкам').waitFor()
  expect(numberOf(await living(house))).toBe(ofHouse)
  await untilPreviewed('третий взгляд', ofHouse)
  // who is not signed in yet is told so by a 401, which browsers report
  for (const page of [admin, flat, house, shutdown])
    expect(page.problems.filter((problem) => !problem.includes('401'))).toEqual([])
})
