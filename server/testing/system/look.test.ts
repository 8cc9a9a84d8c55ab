import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { confirmNumber, goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { layoutFaults } from '#server/testing/browser/layout-faults.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** Issue 9, part 1: nothing moves under the hand. That every page fits every screen is every-page.test.ts. */
let browser: Browser
let world: World
let operator: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  operator = await listeningPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const widths = [1093, 1280, 1366, 1920, 2560]

/** Where the parts of the page stand that no call may move. */
const places = (page: BrowserPage): Promise<string[]> =>
  page
    .locator('#content, header, nav a, section[aria-labelledby="callbacks-title"], #content h2')
    .evaluateAll((all) =>
      all
        .filter((one) => one.closest('.work') === null)
        .map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect()
          return [one.tagName, x, y, width, height].join(' ')
        }),
    )
const faultsAt = async (page: BrowserPage, where: string): Promise<string[]> => {
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 1300 ? 720 : Math.round((width * 9) / 16) })
    found.push(...(await layoutFaults(page)).map((fault) => `${where} at ${width}: ${fault}`))
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

it('a call rings, is answered, held and ended, and the page under the voice line does not move', async () => {
  await signIn(operator, { origin: world.origin, ...people.operator, path: '/console' })
  await goOnLine(operator)
  const before = await places(operator)
  expect(before.length).toBeGreaterThan(6)

  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  await operator.keyboard.press('F2')
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  await operator.keyboard.press('F8')
  await operator.getByRole('button', { name: 'Вернуться' }).waitFor()
  expect(await places(operator)).toEqual(before)
  await operator.context().setOffline(true)
  await operator.getByText(/^Связь с сервером потеряна/).waitFor()
  expect(await places(operator)).toEqual(before)
  const faults = await faultsAt(operator, 'held, server lost')
  await operator.context().setOffline(false)
  await operator.getByText('На связи').waitFor()
  await operator.keyboard.press('F4')
  await call.ended()
  await operator.getByRole('button', { name: 'Позвонить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  expect(faults).toEqual([])
})

it('on a wide screen the house stands beside the card, and a flat of it is taken by keyboard', async () => {
  await operator.setViewportSize({ width: 1920, height: 1080 })
  await operator.goto(`${world.origin}/console`)
  await goOnLine(operator)
  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  await operator.keyboard.press('F2')
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  await confirmNumber(operator)
  await operator.getByRole('button', { name: /Республики, 8, кв\. 1/ }).click()
  const house = operator.getByRole('grid', { name: 'Дом в разрезе' })
  const own = house.getByRole('button', { name: 'квартира 1, этаж 1, звонит' })
  await own.focus()
  await operator.keyboard.press('ArrowUp')
  await operator.keyboard.press('ArrowRight')
  await operator.keyboard.press('Enter')
  await house.getByRole('button', { name: 'квартира 6, этаж 2, звонит' }).waitFor()
  expect(await operator.getByRole('combobox', { name: 'Адрес' }).inputValue()).toBe(
    'ул. Республики, 8, кв. 6',
  )
  // no more of it is a narrower screen's
  await operator.setViewportSize({ width: 1366, height: 768 })
  await house.waitFor({ state: 'detached' })
  await operator.keyboard.press('F4')
  await call.ended()
})
