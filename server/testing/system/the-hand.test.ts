import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'
import { demoWorkers } from '#server/scripts/demo/callers.ts'
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

const hasKeyboard = (field: ReturnType<BrowserPage['getByRole']>): Promise<void> =>
  expect.poll(() => field.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true)
async function ring(number: string): Promise<{ stop(): Promise<void> }> {
  const credentials = await fetchCredentials(product.origin, { name: '', number })
  const caller = await call({ credentials, speech: { toneHz: 440 } })
  caller.answered.catch(() => undefined)
  return caller
}

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

it('the caller without a browser explains itself in Russian', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['sip/caller/main.ts', '--help'])
  expect(stdout).toContain('Звонит в диспетчерскую')
})

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

it('a call of ours opens the card as one to us does, also when the PBX refuses it; a digit says what it came to', async () => {
  await one.keyboard.press('Alt+KeyN')
  await one.getByRole('dialog').getByLabel('Номер').fill('+73452000008')
  await one.keyboard.press('Enter')
  await Promise.all([
    phoneOf(one).getByText('номера нет или звонить на него не разрешено').waitFor(),
    one.getByRole('heading', { name: 'Вы звоните сами' }).waitFor(),
  ])
  await cardOf(one).getByText('+7 3452 00-00-08').waitFor()
  await one.getByRole('button', { name: 'Консультация' }).waitFor()
  await one.keyboard.press('2')
  await one.getByRole('button', { name: 'Консультация', pressed: true }).waitFor()
  await one.keyboard.press('Alt+Enter')
  await hasKeyboard(one.getByRole('combobox', { name: 'Адрес' }))
  expect(await one.getByLabel('Телефон для связи').inputValue()).toMatch(/3452\D*00\D*00\D*08/)
  const log = await ask<{ calls: Call[] }>(chief, '/api/calls?limit=1')
  expect(log.calls).toMatchObject([{ direction: 'out', result: 'failed', wrapUp: 'advice' }])
  await one.keyboard.press('Alt+KeyX')
  await one.getByRole('dialog').waitFor()
  await one.keyboard.press('2')
  await cardOf(one).waitFor({ state: 'detached' })
})

it('a passed-over operator keeps no card of a talk that is a colleague’s, who is asked before he signs out of it', async () => {
  const caller = await ring('+73452000007')
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

  // a wrong number says so in words, and the caller stays
  await second.keyboard.press('F7')
  await second.getByRole('dialog').getByRole('combobox').fill('+73459998877')
  await second.keyboard.press('Control+Enter')
  await second
    .getByText('Такого номера нет, или переводить на него нельзя. Звонящий остаётся с вами.')
    .waitFor()
  await second.keyboard.press('Escape')
  // to sign out would end the talk, and asks
  await second.keyboard.press('Alt+KeyU')
  await second.getByRole('button', { name: 'Выйти', exact: true }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Остаться' }).click()
  await second.getByRole('dialog').waitFor({ state: 'detached' })
  expect(new URL(second.url()).pathname).toBe('/console')
  await second.keyboard.press('Alt+KeyU')
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

it('our own worker’s call opens as such and is no repeated appeal of the task that it is joined to', async () => {
  await ask(two, '/api/operator/state', { to: 'paused', reason: 'lunch', confirmed: true })
  const tasksNow = async (): Promise<Task[]> =>
    (await ask<{ tasks: Task[] }>(chief, '/api/tasks?limit=200')).tasks
  const before = await tasksNow()
  const [worker] = demoWorkers
  const caller = await ring(`+${worker?.digits}`)
  await one.getByRole('button', { name: 'Ответить' }).waitFor()
  await one.keyboard.press('F2')
  await one.getByRole('button', { name: 'Завершить' }).waitFor()
  await cardOf(one).getByText('Номер не подтверждён').waitFor()
  await one.keyboard.press('Alt+KeyL')
  await cardOf(one).getByRole('heading', { name: 'Звонит наш работник' }).waitFor()
  await one.keyboard.press('Alt+KeyJ')
  const joined = one.getByRole('region', { name: /^Звонок присоединён к заявке № / })
  await joined.waitFor()
  const number = /\d\d-\d{6}/.exec((await joined.getByRole('heading').textContent()) ?? '')?.[0] ?? ''
  const [was, is] = [before, await tasksNow()].map((all) => all.find((task) => task.number === number))
  expect(is?.repeatCount).toBe(was?.repeatCount)
  expect(is?.callCount).toBe((was?.callCount ?? 0) + 1)
  await one.keyboard.press('F4')
  await caller.stop()
})

/** One more draft: nothing is known of it, and the keyboard asks for the address. */
async function newDraft(): Promise<void> {
  const before = one.url()
  await one.keyboard.press('Alt+KeyT')
  await expect.poll(() => one.url()).not.toBe(before)
  await hasKeyboard(one.getByRole('combobox', { name: 'Адрес' }))
}

it('words of residents find the problem; what only sounded like a danger is put aside with a reason that is kept', async () => {
  await newDraft()
  for (const [said, found] of [
    ['течёт с потолка', /Затопление сверху/],
    ['застрял', /Застряли люди/],
  ] as const) {
    await one.getByRole('combobox', { name: 'Что случилось' }).fill(said)
    await one.getByRole('option', { name: found }).first().waitFor()
  }
  await one.getByRole('combobox', { name: 'Что случилось' }).fill('')
  await one.getByLabel('Текст заявки').fill('Во дворе пахнет газом от машины')
  const script = one.getByRole('dialog', { name: 'Запах газа' })
  await script.getByRole('button', { name: 'Это не опасность' }).click()
  await one.getByLabel('Почему это не опасность').fill('машина, а не труба')
  await one.keyboard.press('Enter')
  await script.waitFor({ state: 'detached' })
  const id = new URL(one.url()).searchParams.get('task')
  const { history } = await ask<{ history: unknown[] }>(chief, `/api/tasks/${id}`)
  expect(JSON.stringify(history)).toContain('машина, а не труба')
})

it.each([
  ['Пахнет газом в подъезде', 'Запах газа', /газ/i],
  ['Застряли в лифте двое, темно', 'Люди в лифте', /лифт/i],
])('«%s», typed with no problem chosen, forces script and emergency', async (said, name, problem) => {
  await newDraft()
  await one.getByLabel('Текст заявки').fill(said)
  const script = one.getByRole('dialog', { name })
  await script.getByLabel('Куда ехать').fill('ул. Мира, 3, подъезд 2')
  await script.getByLabel('Имя или должность принявшего').fill('Петрова')
  await one.keyboard.press('Enter')
  await script.waitFor({ state: 'detached' })
  await one.keyboard.press('Control+Enter')
  const done = one.getByRole('region', { name: 'Заявка зарегистрирована' })
  const number = (await done.getByRole('status').textContent()) ?? ''
  // with its problem, before everything that is neither late nor an emergency
  await chief.setViewportSize({ width: 1366, height: 3000 })
  const rows = (): Promise<string[]> => chief.locator('[data-task]').allTextContents()
  const own = (row: string): boolean => row.includes(number)
  await expect.poll(async () => (await rows()).some(own)).toBe(true)
  const all = await rows()
  expect(all.find(own)).toMatch(problem)
  expect(all.find(own)).toContain('Авария')
  const before = all.slice(0, all.findIndex(own))
  expect(before.filter((row) => !row.includes('Авария') && !row.includes('−'))).toEqual([])
})

it('a list of houses that are no neighbours is no range', async () => {
  const street = await housesOf('Республики')
  // the two ends of it
  const far = [...street.slice(0, 1), ...street.slice(-1)]
  expect(street.length).toBeGreaterThan(2)
  const { number } = await ask<{ number: string }>(chief, '/api/shutdowns', {
    key: crypto.randomUUID(),
    suggestionId: null,
    taskIds: [],
    fields: {
      kind: 'emergency',
      services: ['lift'],
      cause: '',
      text: '',
      organisationId: null,
      responsible: '',
      startsAt: new Date().toISOString(),
      plannedEnd: null,
      houses: far.map((houseId) => ({ houseId, via: 'house', entrances: null })),
    },
  })
  await chief.goto(`${product.origin}/shutdowns`)
  const row = chief.getByRole('row', { name: new RegExp(number) })
  await row.waitFor()
  const places = (await row.innerText()).split('\n').find((line) => line.includes('Республики'))
  expect(places).toMatch(/\d, \d/)
  expect(places).not.toMatch(/\d–\d/)
})
