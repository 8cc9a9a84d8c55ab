import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOf } from '#server/testing/barriers.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { signIn } from '#server/testing/browser/desk-pages.ts'
import { layoutFaults } from '#server/testing/browser/layout-faults.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'

/** Issue 9, part 2, item 9: the dispatchers' board, and the screen on the wall beside it. */
let browser: Browser
let world: World
let board: BrowserPage
beforeAll(async () => {
  browser = await openBrowser()
  world = await embeddedWorld(browser)
  board = await openAs(people.dispatcher, '/board')
  await board.locator('[data-task]').first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function openAs(who: { login: string; password: string }, path: string): Promise<BrowserPage> {
  const page = await browser.newPage()
  await signIn(page, { origin: world.origin, ...who, path })
  return page
}
const grid = () => board.getByRole('grid', { name: 'Заявки' })
const focused = (): Promise<string> =>
  board.evaluate<string>("document.activeElement.innerText.replaceAll('\\n', ' ')")
const shownTasks = (): Promise<string[]> => grid().locator('[data-task]').allInnerTexts()

it('stands in groups by what is left; the keyboard walks over them, and from one to the next', async () => {
  const lines = await grid().locator('[role=row]').allInnerTexts()
  expect(lines[1]).toMatch(/^Просрочено/)
  expect(lines.some((line) => line.startsWith('Позже'))).toBe(true)
  await grid().locator('[data-task]').first().focus()
  await board.keyboard.press('Control+ArrowDown')
  const second = await focused()
  expect(second).not.toContain('−')
  await board.keyboard.press('ArrowUp')
  await expect.poll(focused).toContain('−')
  await board.keyboard.press('ArrowDown')
  await expect.poll(focused).toBe(second)
  await board.keyboard.press('Control+ArrowUp')
  await expect.poll(focused).toContain('−')
})

it('names the worst clock with its law, counts what is late in every state, and hides what does not match', async () => {
  const late = board.getByRole('button', { name: /^Просроченные/ })
  const count = Number(/\d+/.exec(await late.innerText())?.[0])
  expect(count).toBeGreaterThan(2)
  await late.click()
  await expect.poll(async () => (await shownTasks()).length).toBe(count)
  const rows = await shownTasks()
  expect(rows.every((row) => row.includes('−') && /локализовать|устранить|сообщить/.test(row))).toBe(true)
  expect(rows.some((row) => row.includes('В работе'))).toBe(true)
  const law = await grid().locator('[data-task] [title]').first().getAttribute('title')
  expect(law).toMatch(/\(ПП 416, п\. 13\)/)
  // the pointer rests on the rows: what does not match goes all the same
  await grid().locator('[data-task]').first().hover()
  await board.getByRole('button', { name: /^В работе/ }).click()
  await expect.poll(async () => (await shownTasks()).every((row) => row.includes('В работе'))).toBe(true)
  await board.getByRole('button', { name: /^Все/ }).click()
  await late.click()
})

it('shows who has a task open and who changes it, and no button changes under the finger', async () => {
  const chief = await openAs(people.supervisor, '/board')
  // no emergency: the wall's test takes that one
  const row = grid()
    .locator('[data-task]')
    .filter({ hasText: 'Новая', hasNot: board.locator('.alarm') })
    .first()
  const number = /\d\d-\d{6}/.exec(await row.innerText())?.[0] ?? ''
  await chief.locator('[data-task]').filter({ hasText: number }).click()
  await row.getByText('открыто: Наталья Громова').waitFor({ state: 'attached' })
  await row.click()
  await board.getByRole('button', { name: /^Изменить состояние/ }).click()
  const dialog = board.getByRole('dialog')
  const buttons = dialog.locator('.moves button')
  const before = await buttons.allInnerTexts()
  expect(await barriersOf(board, 'board, a task is moved')).toEqual([])

  await chief.getByRole('button', { name: /^Изменить состояние/ }).click()
  const chiefs = chief.getByRole('dialog')
  await chiefs.getByRole('button', { name: /^Принять/ }).waitFor()
  await row.getByText('правит: Наталья Громова').waitFor({ state: 'attached' })
  await chiefs.getByRole('button', { name: /^Принять/ }).click()
  await dialog.getByText('Тем временем заявку изменили').waitFor()
  expect((await buttons.allInnerTexts()).slice(0, before.length)).toEqual(before)
  expect(await dialog.getByRole('button', { name: /^Принять/ }).isDisabled()).toBe(true)
  await board.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await board.keyboard.press('Escape')
  await chief.context().close()
  await row.getByText('Наталья Громова').waitFor({ state: 'detached' })
})

it('without a line says how old it is, without colour and running clocks, and forgets it when the line is back', async () => {
  await board.context().setOffline(true)
  await board.getByText(/^Связи нет .* Доска на \d\d:\d\d:\d\d/).waitFor()
  const styleOf = (selector: string, name: string): Promise<string> =>
    board.evaluate<string>(`getComputedStyle(document.querySelector('[role=grid] ${selector}')).${name}`)
  expect(await styleOf('.body', 'filter')).toBe('grayscale(1)')
  // a ring that would go on emptying is drawn empty
  expect(await styleOf('.ring', 'backgroundImage')).toBe('none')
  await board.context().setOffline(false)
  await board.getByText(/^Связи нет/).waitFor({ state: 'detached' })
})

it('fits every screen in both densities, without a sideways scroll, and at 200 % its rows are read', async () => {
  const faults: string[] = []
  for (const density of ['comfortable', 'compact']) {
    await board.evaluate(`document.documentElement.dataset.density = '${density}'`)
    for (const [width, height] of [
      [683, 384],
      [1093, 614],
      [1280, 720],
      [1366, 768],
      [1920, 1080],
      [2560, 1440],
    ] as const) {
      await board.setViewportSize({ width, height })
      const found = await layoutFaults(board)
      faults.push(...found.map((fault) => `${density} at ${width}: ${fault}`))
      const wrapped = await grid()
        .locator('[data-task] .number, [data-task] .created')
        .evaluateAll(
          (all) => all.filter((one) => one.getClientRects().length > 0 && one.clientHeight > 26).length,
        )
      if (wrapped > 0) faults.push(`${density} at ${width}: ${wrapped} numbers or dates in two lines`)
    }
  }
  await board.setViewportSize({ width: 683, height: 384 })
  const first = grid().locator('[data-task]').first()
  await first.scrollIntoViewIfNeeded()
  const box = await first.boundingBox()
  expect(box?.width).toBeGreaterThan(560)
  await board.setViewportSize({ width: 1366, height: 768 })
  expect(faults).toEqual([])
})

it('on the wall there is nothing to touch, all is large, and what nobody took stands first until it is taken', async () => {
  const wall = await openAs({ ...people.admin, login: 'viewer' }, '/board')
  await wall.goto(`${world.origin}/`)
  await wall.getByRole('heading', { name: 'Диспетчерская' }).waitFor()
  await wall.getByText('НЕ ПРИНЯТА').first().waitFor()
  expect(await wall.locator('button, a[href], input, select').count()).toBe(0)
  const faults: string[] = []
  for (const [width, height] of [
    [1920, 1080],
    [1080, 1920],
  ] as const) {
    await wall.setViewportSize({ width, height })
    faults.push(...(await layoutFaults(wall)))
    const small = await wall.evaluate<string[]>(`[...document.querySelectorAll('.wall *')]
      .filter((one) => one.closest('.hidden-text') === null && parseFloat(getComputedStyle(one).fontSize) < 22)
      .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ''))
      .map((one) => one.textContent)`)
    faults.push(...small.map((text) => `too small at ${width}: ${text}`))
  }
  expect(faults).toEqual([])
  expect(await barriersOf(wall, 'wall')).toEqual([])
  await grid()
    .locator('[data-task]')
    .filter({ hasText: 'Новая' })
    .filter({ has: board.locator('.alarm') })
    .first()
    .click()
  await board.getByRole('button', { name: /^Изменить состояние/ }).click()
  const accept = board.getByRole('dialog').getByRole('button', { name: /^Принять/ })
  await accept.click()
  await wall.getByText('НЕ ПРИНЯТА').waitFor({ state: 'detached' })
  await wall.context().close()
})
