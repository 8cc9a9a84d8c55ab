import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { openLine, type CuttableLine } from '#server/testing/database/cuttable-line.ts'
import { goOnLine, listeningPage, registerTask, signIn, soundOf } from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import { asteriskWorld } from '#server/testing/worlds/asterisk-world.ts'
import { people, task, type World } from '#server/testing/worlds/world.ts'

/**
 * What goes on without a part: the page reaches the server through a line that is cut, its phone reaches Asterisk by
 * itself (the setting `sip_server`). Then Asterisk goes, and tasks are entered by hand.
 */
let browser: Browser
let world: World
let line: CuttableLine
let operator: BrowserPage

beforeAll(async () => {
  browser = await openBrowser()
  world = await asteriskWorld(browser)
  line = await openLine(Number(new URL(world.origin).port))
  const admin = await browser.newPage()
  await signIn(admin, { origin: world.origin, ...people.admin, path: '/settings' })
  await admin.getByLabel('SIP-сервер').fill(world.sipServer)
  await admin.getByRole('button', { name: 'Сохранить' }).click()
  await admin.getByText('уже действуют у всех').waitFor()
  operator = await listeningPage(browser)
  await signIn(operator, { origin: `http://127.0.0.1:${line.port}`, ...people.operator, path: '/console' })
  await goOnLine(operator)
})
afterAll(async () => {
  await browser?.close()
  await line?.stop()
  await world?.close()
})

it('with the server gone the talk goes on, the page says so, and what is typed is saved when it is back', async () => {
  const call = await world.call()
  await operator.getByRole('button', { name: 'Ответить' }).click()
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  const text = operator.getByLabel('Текст заявки')
  await text.waitFor()

  await line.cut()
  await operator.getByText('Разговор идёт дальше').waitFor()
  // what says so leaves the talk its buttons
  await operator.getByRole('button', { name: 'Завершить' }).waitFor()
  const before = await soundOf(operator)
  await text.fill('Набрано без сервера.')
  await operator.getByText('Нет связи: сохранено в этом окне').waitFor()
  await until(
    async () => {
      const now = await soundOf(operator)
      return now.heard > before.heard + 0.01 && now.packetsOut > before.packetsOut + 50
    },
    10_000,
    'both are heard without the server',
  )

  await line.mend()
  await operator.getByText('Сохранено', { exact: true }).waitFor()
  await operator.getByText('Разговор идёт дальше').waitFor({ state: 'detached' })
  expect(await text.inputValue()).toBe('Набрано без сервера.')
  await operator.getByRole('button', { name: 'Завершить' }).click()
  await call.ended()
})

it('with the PBX gone every console says since when, and tasks are registered by hand', async () => {
  const board = await browser.newPage()
  await signIn(board, { origin: world.origin, ...people.dispatcher, path: '/board' })
  if (!world.stopPbx) throw new Error('this PBX cannot be stopped')
  await world.stopPbx()
  for (const page of [operator, board])
    await page.getByText(/Телефония недоступна с \d\d:\d\d/).waitFor({ timeout: 60_000 })

  await operator.keyboard.press('Alt+T')
  await operator.getByLabel('Текст заявки').waitFor()
  const number = await registerTask(operator, { ...task, text: 'Записано без телефонии.' })
  expect(number).toMatch(/^\d\d-\d{6}$/)
  await board.getByRole('row').filter({ hasText: number }).waitFor()
})
