import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, signIn } from '#server/testing/browser/desk-pages.ts'
import { startDemo, type DemoProduct } from '#server/testing/product/demo-product.ts'
import { until } from '#server/testing/product/product.ts'
import { people } from '#server/testing/worlds/world.ts'
import { fetchCredentials } from '#sip/caller/fetch-credentials.ts'
import { call } from '#sip/caller/node-caller.ts'

/** Issue 9, part 2: the lines that no other test plays in the browser, in one shift on the embedded PBX. */
let product: DemoProduct
let browser: Browser
let one: BrowserPage
let two: BrowserPage
let chief: BrowserPage

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startDemo(), openBrowser()])
  ;[one, two, chief] = await Promise.all([
    open(people.operator, '/console'),
    open({ ...people.operator, login: 'operator2' }, '/console'),
    open(people.supervisor, '/board'),
  ])
  await goOnLine(one)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function open(who: { login: string; password: string }, at: string): Promise<BrowserPage> {
  const page = await browser.newPage()
  await signIn(page, { origin: product.origin, ...who, path: at })
  return page
}
const phoneOf = (page: BrowserPage) => page.getByRole('region', { name: 'Телефон' })
const cardOf = (page: BrowserPage) => page.getByRole('region', { name: 'Карточка звонка' })

/** As a page of ours asks it. */
async function ask<T>(page: BrowserPage, route: string, body?: unknown): Promise<T> {
  const { request } = page
  const { csrf } = await (await request.get(`${product.origin}/api/me`)).json()
  const headers = { 'x-csrf-token': csrf, origin: product.origin }
  const answer = await (body === undefined
    ? request.get(`${product.origin}${route}`)
    : request.post(`${product.origin}${route}`, { headers, data: body }))
  expect(answer.ok(), `${route}: ${await answer.text()}`).toBe(true)
  return answer.json()
}
async function housesOf(street: string): Promise<number[]> {
  const { streets } = await ask<{ streets: { id: number; name: string }[] }>(chief, '/api/directory')
  const id = streets.find(({ name }) => name === street)?.id
  const { houses } = await ask<{ houses: { id: number }[] }>(chief, `/api/houses?streetId=${id}`)
  return houses.map((house) => house.id)
}

it('a failure at the sign-in names the «код ошибки», a wrong password says what is wrong and nothing more', async () => {
  const page = await browser.newPage()
  await page.goto(`${product.origin}/console`)
  const submit = async (): Promise<void> => {
    await page.getByLabel('Логин').fill('operator1')
    await page.getByLabel('Пароль', { exact: true }).fill('не тот пароль')
    await page.getByRole('button', { name: 'Войти' }).click()
  }
  const alert = page.getByRole('alert')
  await submit()
  await alert.filter({ hasText: 'пароль' }).waitFor()
  expect(await alert.textContent()).not.toContain('Код ошибки')
  await page.route('**/api/sign-in', (route) =>
    route.fulfill({ status: 500, json: { code: 'unexpected', requestId: 'a1b2c3', message: '' } }),
  )
  await submit()
  await alert.filter({ hasText: /Код ошибки для поддержки: \S/ }).waitFor()
  await page.context().close()
})

it('a supervisor without a telephone has the shift in his voice line; an administrator who looks does not go on the line', async () => {
  const now = chief.getByRole('region', { name: 'Смена сейчас' })
  await now.getByText('никто не ждёт').waitFor()
  await now.getByTitle(/^Анна Ковалёва/).waitFor()
  expect(await phoneOf(chief).count()).toBe(0)

  const admin = await open(people.admin, '/console')
  await phoneOf(admin).getByRole('button', { name: 'Выйти на линию' }).waitFor()
  // whoever went on the line later is seen before he could be
  await goOnLine(two)
  await now.getByTitle(/^Марина Сафина/).waitFor()
  expect(await now.getByTitle(/^Павел Носов/).count()).toBe(0)
  expect(await phoneOf(admin).getByText('На линии', { exact: true }).count()).toBe(0)
  await admin.context().close()
})

it('a passed-over operator keeps no card of a talk that is a colleague’s', async () => {
  const credentials = await fetchCredentials(product.origin, { name: '', number: '+73452000007' })
  const caller = await call({ credentials, speech: { toneHz: 440 } })
  caller.answered.catch(() => undefined)
  const rings = (page: BrowserPage) => page.getByRole('button', { name: 'Ответить' })
  await until(async () => (await rings(one).isVisible()) || (await rings(two).isVisible()))
  await chief.getByRole('region', { name: 'Смена сейчас' }).getByText('1 ждёт').waitFor()
  const [first, second] = (await rings(one).isVisible()) ? [one, two] : [two, one]
  await cardOf(first).waitFor()
  // as who sees it ring at a colleague's
  await second.getByRole('button', { name: /^Взять/ }).waitFor()
  await second.keyboard.press('F2')
  await second.getByRole('button', { name: 'Завершить' }).waitFor()
  await cardOf(second).waitFor()
  await cardOf(first).waitFor({ state: 'detached' })
  expect(new URL(first.url()).searchParams.get('task')).toBe(null)
  await second.keyboard.press('F4')
  await second.getByRole('button', { name: 'Завершить' }).waitFor({ state: 'detached' })
  await caller.stop()
  await second.keyboard.press('Alt+KeyG')
  await second.getByRole('button', { name: /^Готов/ }).waitFor({ state: 'detached' })
})

it('three hints of one wave are one, and the operator sees it too', async () => {
  const houses = (await housesOf('Республики')).slice(0, 4)
  const { entries } = await ask<{ entries: { id: number; problem: string }[] }>(one, '/api/classifier')
  const problem = entries.find((entry) => /горяч/i.test(entry.problem))
  for (const [n, houseId] of houses.entries()) {
    const draft = await ask<{ id: number; version: number }>(one, '/api/tasks', { houseId })
    const fields = { classifierId: problem?.id, applicantPhone: `+7922000010${n}`, text: 'Нет горячей воды' }
    await ask(one, `/api/tasks/${draft.id}/register`, { version: draft.version, fields })
  }
  const hint = (page: BrowserPage) => page.getByRole('status').filter({ hasText: 'Похоже на аварию' })
  await hint(one).first().waitFor()
  await hint(chief).first().waitFor()
  for (const page of [one, chief]) expect(await hint(page).count()).toBe(1)
})
