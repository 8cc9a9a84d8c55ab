import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOf } from '#server/testing/barriers.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, resident, type World } from '#server/testing/worlds/world.ts'

/**
 * Issue 3, "Must show" 9: a whole call is worked by keyboard alone; whatever has a key says so under `?`; the card of a
 * call needs no scrolling at 1366×768. That axe finds nothing on any page, in both themes, is every-page.test.ts; here it
 * looks at what is on no page of that tour.
 */
let browser: Browser
let world: World
let operator: BrowserPage
let chief: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  operator = await listeningPage(browser)
  chief = await listeningPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const focused = async (page: BrowserPage): Promise<string> =>
  (
    await page
      .locator(':focus')
      .evaluateAll((all) =>
        all.map((one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`),
      )
  ).join()
/** Presses Tab until the element has the focus; fails when the order never leads there. */
async function tabTo(page: BrowserPage, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const now = (await focused(page)).replace(/\s+/g, ' ')
    if (name.test(now)) return
    passed.push(now.slice(0, 40))
  }
  throw new Error(`Tab does not lead to ${String(name)}: ${passed.join(' | ')}`)
}

it('a whole call is worked from sign-in to registration with the keyboard alone', async () => {
  await operator.goto(`${world.origin}/console`)
  await operator.getByLabel('Логин').waitFor()
  // the login field has the focus when the page opens
  await operator.keyboard.type(people.operator.login)
  await operator.keyboard.press('Tab')
  await operator.keyboard.type(people.operator.password)
  await operator.keyboard.press('Enter')
  await operator.getByRole('navigation', { name: 'Разделы' }).waitFor()
  await goOnLine(operator)

  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  await operator.keyboard.press('F2')
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  const card = operator.getByRole('region', { name: 'Карточка звонка' })
  await card.getByText(resident.shown).first().waitFor()
  await checkFits(operator)

  // the address by its key, the rest by Tab, as somebody types who never takes the mouse
  await operator.keyboard.press('F3')
  await operator.keyboard.type('республики', { delay: 20 })
  await operator.getByRole('option').first().waitFor()
  await operator.keyboard.press('ArrowDown')
  await operator.keyboard.press('Enter')
  const problem = operator.getByRole('combobox', { name: 'Что случилось' })
  while (!(await problem.evaluate((field) => field.matches(':focus')))) await operator.keyboard.press('Tab')
  await operator.keyboard.type('стояк', { delay: 20 })
  await operator.getByRole('option').first().waitFor()
  await operator.keyboard.press('ArrowDown')
  await operator.keyboard.press('Enter')
  const text = operator.getByLabel('Текст заявки')
  while (!(await text.evaluate((field) => field.matches(':focus')))) await operator.keyboard.press('Tab')
  await operator.keyboard.type('Прорвало трубу в подвале.')
  await operator.keyboard.press('Control+Enter')
  const done = operator.getByRole('region', { name: 'Заявка зарегистрирована' })
  await done.waitFor()
  expect(await done.getByRole('status').first().textContent()).toMatch(/\d\d-\d{6}/)

  await operator.keyboard.press('F4')
  await call.ended()
})

it('a missed call is found, taken and released with the keyboard alone', async () => {
  await operator.keyboard.press('Alt+3')
  await operator.getByRole('heading', { name: 'Пропущенные звонки' }).waitFor()
  const row = operator.getByRole('table', { name: 'Пропущенные звонки' }).getByRole('row').nth(1)
  await row.waitFor()
  await tabTo(operator, /^TR /)
  await operator.keyboard.press('Alt+M')
  await row.getByText('перезваниваете вы').waitFor()
  expect(await barriersOf(operator, 'missed calls, taken')).toEqual([])

  // the supervisor sees at once who calls back, and takes over with a reason
  await signIn(chief, { origin: world.origin, ...people.supervisor, path: '/missed' })
  await chief.getByText(/^перезванивает /).waitFor()
  await chief.keyboard.press('Alt+M')
  await chief.getByRole('dialog', { name: 'Забрать перезвон у коллеги' }).waitFor()
  expect(await barriersOf(chief, 'taking over')).toEqual([])
  await chief.keyboard.type('оператор ушёл')
  await chief.keyboard.press('Enter')
  await chief.getByText('перезваниваете вы').waitFor()
  await row.getByText(/^перезванивает /).waitFor()
  await chief.keyboard.press('Alt+M')
  await row.getByText('никто').waitFor()
})

it('every key that a page shows is listed under ?', async () => {
  for (const path of ['/console', '/board', '/missed', '/shutdowns', '/log', '/shutdowns/new']) {
    const page = path === '/log' || path === '/shutdowns/new' ? chief : operator
    await page.goto(world.origin + path)
    await page.getByRole('navigation', { name: 'Разделы' }).waitFor()
    const shown = await page
      .locator('[aria-keyshortcuts]')
      .evaluateAll((all) => all.flatMap((one) => one.getAttribute('aria-keyshortcuts') ?? []))
    expect(shown.length).toBeGreaterThan(0)
    await page.keyboard.press('F1')
    const help = page.getByRole('dialog', { name: 'Сочетания клавиш' })
    await help.waitFor()
    const listed = (await help.locator('kbd').allTextContents()).map((key) => key.replace('Ctrl', 'Control'))
    expect(new Set(listed)).toEqual(new Set([...listed, ...shown.filter((key) => !/Esc|Enter$/.test(key))]))
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
  }
})

it('nothing moves for who asked for less motion', async () => {
  await operator.emulateMedia({ reducedMotion: 'reduce' })
  await until(
    () => operator.evaluate<boolean>(`document.getAnimations().every((one) => one.playState !== 'running')`),
    5000,
    'all animations rest',
  )
})

/** Neither the page nor the card is higher than the window: 1366×768, as on the desks. */
async function checkFits(page: BrowserPage): Promise<void> {
  expect(page.viewportSize()).toEqual({ width: 1366, height: 768 })
  const bottoms = await page
    .locator('#content, section[aria-labelledby="caller-title"], #content form')
    .evaluateAll((all) => all.map((one) => Math.ceil(one.getBoundingClientRect().bottom)))
  expect(bottoms.length).toBeGreaterThan(1)
  for (const bottom of bottoms) expect(bottom).toBeLessThanOrEqual(768)
  const hidden = await page
    .locator('#content, section[aria-labelledby="caller-title"]')
    .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.id))
  expect(hidden).toEqual([])
}
