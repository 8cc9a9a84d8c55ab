import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, signIn } from '#server/testing/browser/desk-pages.ts'
import { startDemo, type DemoProduct } from '#server/testing/product/demo-product.ts'
import { people, task } from '#server/testing/worlds/world.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call } from '#sip/caller/node-caller.ts'

/** An operator's card from ring to ring, played with the keyboard on the embedded PBX: one shift, several callers. */
let product: DemoProduct
let browser: Browser
let operator: BrowserPage
let callers: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startDemo(), openBrowser()])
  operator = await browser.newPage()
  operator.setDefaultTimeout(20_000)
  await signIn(operator, { origin: product.origin, ...people.operator, path: '/console' })
  await goOnLine(operator)
})
afterEach(async () => {
  await Promise.all(callers.map((one) => one.stop()))
  callers = []
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function ring(number: string): Promise<{ stop(): Promise<void> }> {
  const credentials = await fetchCredentials(product.origin, { name: '', number })
  const ringing = await call({ credentials, speech: { toneHz: 440 } })
  ringing.answered.catch(() => undefined)
  callers.push(ringing)
  await operator.getByRole('button', { name: 'Ответить' }).waitFor()
  return ringing
}
const card = () => operator.getByRole('region', { name: 'Карточка звонка' })
const problem = () => operator.getByRole('combobox', { name: 'Что случилось' })
const text = () => operator.getByLabel('Текст заявки')
const hasKeyboard = (it: ReturnType<typeof problem>) =>
  expect
    .poll(() => it.evaluate((field) => field === field.ownerDocument.activeElement), { timeout: 20_000 })
    .toBe(true)
/** The page never leaves the keyboard nowhere. */
const keyboardIsSomewhere = () =>
  expect
    .poll(() => operator.evaluate('document.activeElement !== document.body'), { timeout: 20_000 })
    .toBe(true)
const button = (name: string | RegExp) => operator.getByRole('button', { name })

async function fill(words: string): Promise<void> {
  await operator.keyboard.press('F3')
  await operator.keyboard.type(task.address, { delay: 20 })
  await operator.getByRole('option').first().click()
  await problem().click()
  await problem().pressSequentially(task.problem, { delay: 20 })
  await operator.getByRole('option').first().click()
  await text().fill(words)
}

it('a talk begins in «Что случилось», its card stays when the task is registered, and a second matter is one key', async () => {
  await ring('+73452000001')
  await card()
    .getByRole('button', { name: /^Номер подтверждён/ })
    .click()
  await card().getByRole('group', { name: 'Что известно о номере' }).waitFor()
  await operator.keyboard.press('F2')
  await button('Завершить').waitFor()
  await hasKeyboard(problem())
  await fill('Течёт стояк')
  // the address was dictated: its card is there as if the number had brought it
  await card().getByRole('heading', { name: 'Открытые заявки по адресу' }).waitFor()
  await operator.keyboard.press('Control+Enter')
  await operator.getByRole('region', { name: 'Заявка зарегистрирована' }).waitFor()
  await card().getByText('+7 3452 00-00-01').first().waitFor()
  await keyboardIsSomewhere()

  await operator.keyboard.press('Escape')
  await button(/^Открыть последнюю карточку/).waitFor()
  await keyboardIsSomewhere()
  await operator.keyboard.press('Alt+o')
  await operator.getByRole('region', { name: 'Заявка зарегистрирована' }).waitFor()

  await operator.keyboard.press('Alt+Enter')
  await hasKeyboard(problem())
  expect(await operator.getByRole('combobox', { name: 'Адрес' }).inputValue()).toMatch(/Республики/)
  expect(await operator.getByLabel('Телефон для связи').inputValue()).toBe('+7 3452 00-00-01')
})

it('a join asks before it swallows what was typed, and is undone by a key', async () => {
  await text().fill('И ребёнок в ванной')
  await card()
    .getByRole('button', { name: /^Присоединить звонок №/ })
    .first()
    .waitFor()
  await operator.keyboard.press('Alt+j')
  const ask = operator.getByRole('dialog', { name: 'В черновике есть введённое' })
  await ask.getByText('И ребёнок в ванной').waitFor()
  await operator.keyboard.press('2')
  await ask.waitFor({ state: 'detached' })
  await keyboardIsSomewhere()
  expect(await text().inputValue()).toBe('И ребёнок в ванной')

  await operator.keyboard.press('Alt+j')
  await ask.waitFor()
  await operator.keyboard.press('Enter')
  await operator.getByRole('heading', { name: /^Звонок присоединён/ }).waitFor()
  await keyboardIsSomewhere()
  await operator.keyboard.press('Alt+z')
  await text().waitFor()
  expect(await text().inputValue()).toBe('И ребёнок в ванной')
  // and once more: the task shows what the caller said
  await operator.keyboard.press('Alt+j')
  await operator.keyboard.press('1')
  const done = operator.getByRole('heading', { name: /^Звонок присоединён/ })
  const number = /\d\d-\d{6}/.exec((await done.textContent()) ?? '')?.[0] ?? ''
  const board = await browser.newPage()
  board.setDefaultTimeout(20_000)
  await signIn(board, { origin: product.origin, ...people.dispatcher, path: '/board' })
  await board.getByRole('row').filter({ hasText: number }).first().click()
  await board.keyboard.press('Enter')
  const callersOfTask = board.locator('section').filter({ hasText: 'Кто ещё звонил об этом' }).last()
  await callersOfTask.getByText('И ребёнок в ванной').waitFor()
  await board.close()
})

it('the next caller’s card opens at the ring over a settled one; who gives up takes it away again', async () => {
  await operator.keyboard.press('F4')
  await button('Завершить').waitFor({ state: 'detached' })
  await keyboardIsSomewhere()
  const ringing = await ring('+73459990000')
  await card().getByText('+7 3459 99-00-00').first().waitFor()
  await ringing.stop()
  await button(/^Перезвонить: \+7 3459 99-00-00/).waitFor()
  await card().waitFor({ state: 'detached' })
  await keyboardIsSomewhere()
  expect(new URL(operator.url()).searchParams.get('task')).toBe(null)
})

it('a missed call leaves the list by a reason of the list, and a supervisor sees who took it off', async () => {
  await operator.getByRole('button', { name: /^\+7 3459 99-00-00/ }).click()
  await card().waitFor()
  await operator.keyboard.press('Alt+x')
  const reasons = operator.getByRole('dialog', { name: 'Снять без перезвона' })
  await reasons.waitFor()
  expect(await reasons.getByRole('textbox').count()).toBe(0)
  await operator.keyboard.press('2')
  await reasons.waitFor({ state: 'detached' })
  await keyboardIsSomewhere()
  const supervisor = await browser.newPage()
  supervisor.setDefaultTimeout(20_000)
  await signIn(supervisor, { origin: product.origin, ...people.supervisor, path: '/missed' })
  const off = supervisor.getByRole('region', { name: 'Сняты без перезвона за сутки' })
  await off.getByText('Молчание или шум').waitFor()
  await off.getByText('+7 3459 99-00-00').waitFor()
  await supervisor.close()
})
