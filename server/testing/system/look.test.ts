import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { layoutFaults } from '#server/testing/browser/layout-faults.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** Issue 9, part 1: nothing moves under the hand, and every page fits the screens that desks have. */
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
  const faults = await faultsAt(operator, 'idle')

  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  faults.push(...(await faultsAt(operator, 'ringing')))
  await operator.keyboard.press('F2')
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  faults.push(...(await faultsAt(operator, 'talking')))
  await operator.keyboard.press('F8')
  await operator.getByRole('button', { name: 'Вернуться' }).waitFor()
  expect(await places(operator)).toEqual(before)
  await operator.context().setOffline(true)
  await operator.getByText(/^Связь с сервером потеряна/).waitFor()
  expect(await places(operator)).toEqual(before)
  faults.push(...(await faultsAt(operator, 'held, server lost')))
  await operator.context().setOffline(false)
  await operator.getByText('На связи').waitFor()
  await operator.keyboard.press('F4')
  await call.ended()
  await operator.getByRole('button', { name: 'Позвонить' }).waitFor()
  expect(await places(operator)).toEqual(before)
  expect(faults).toEqual([])
})

it('no text is cut and no control is covered on any page, from 1093 to 2560 px', async () => {
  const chief = await listeningPage(browser)
  await signIn(chief, { origin: world.origin, ...people.supervisor, path: '/board' })
  const faults: string[] = []
  for (const path of [
    '/board',
    '/missed',
    '/shutdowns',
    '/shutdowns/new',
    '/shutdowns/daily',
    '/log',
    '/directory',
    '/rules',
    '/settings',
  ]) {
    await chief.goto(world.origin + path)
    await chief.locator('#content h1').first().waitFor({ state: 'attached' })
    await chief.getByText('Загружаю').first().waitFor({ state: 'detached' })
    faults.push(...(await faultsAt(chief, path)))
  }
  expect(faults).toEqual([])
})
