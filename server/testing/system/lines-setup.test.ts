import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { signIn } from '#server/testing/browser/desk-pages.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { people } from '#server/testing/worlds/world.ts'
import { freePort } from '#server/platform/embedded/free-port.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'

/**
 * Two companies, two trunks and three lines with a night schedule, a menu and an overflow chain, made in the browser as
 * an administrator makes them; and what the page says of calls. That Asterisk does so is lines.test.ts.
 */
const northern = '127.0.0.5'
const southern = '127.0.0.6'
const lifts = '73452000002'
const desk = '73452000001'
const closed = 'Приём заявок с восьми утра.'
let database: TestDatabase
let asterisk: TestAsterisk
let product: Product
let browser: Browser
let admin: BrowserPage
let dataDir: string
const providers: NetworkSide[] = []
const ports: number[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-setup-'))
  asterisk = await startTestAsterisk({ databaseUrl: database.url, log: quietLog })
  for (const host of [northern, southern]) {
    const port = await freePort()
    ports.push(port)
    providers.push(await startNetworkSide(host, port))
  }
  product = await startProduct({
    env: {
      ...{ DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO: '1', ...asteriskEnv(asterisk) },
      ANNOUNCEMENTS_DIR: asterisk.running.announcementsDir,
    },
  })
  const person = { login: 'op-901', name: 'Трубка op-901', role: 'operator', password_hash: '' }
  await database.knex('users').insert({ ...person, sip_username: 'op-901' })
  browser = await openBrowser()
  admin = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  await signIn(admin, { origin: product.origin, ...people.admin, path: '/companies' })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await asterisk?.stop()
  for (const provider of providers) await provider.stop()
  await database?.drop()
  if (dataDir) await rm(dataDir, { recursive: true, force: true })
})

const drawer = (): Locator => admin.locator('aside.drawer')
/** With the keyboard, as it is typed. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus()
  await admin.keyboard.press('Control+KeyA')
  await (text === '' ? admin.keyboard.press('Delete') : admin.keyboard.type(text))
}
async function press(button: Locator): Promise<void> {
  await button.focus()
  await admin.keyboard.press('Enter')
}
async function tick(box: Locator): Promise<void> {
  await box.focus()
  await admin.keyboard.press('Space')
}
const field = (label: string, within = drawer()): Locator => within.getByLabel(label, { exact: true })
async function fill(fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await typeInto(field(label), text)
}
async function save(): Promise<void> {
  await admin.keyboard.press('Control+KeyS')
  await drawer().getByText('Изменений нет').waitFor()
}
const chain = (name: string): Locator => drawer().getByRole('group', { name, exact: true })

/** Opens the part of that name, or a new one. */
async function open(tab: string, name: string | null): Promise<void> {
  await press(admin.getByRole('tab', { name: new RegExp(`^${tab}`) }))
  if (name === null) await admin.keyboard.press('Alt+KeyT')
  else await press(admin.getByRole('button', { name: new RegExp(`^${name}`) }))
  await admin.locator(`aside.drawer[aria-label^="${name ?? 'Нов'}"]`).waitFor()
}

interface Question {
  number: string
  /** As it is typed: `02.12.2026 11:00`. */
  at: string
  keys?: string
  isBusy?: boolean
}
/** The words of the page about the way of a call, step by step. */
async function askThePage({ number, at, keys = '', isBusy = false }: Question): Promise<string[]> {
  const question = admin.getByRole('region', { name: 'Куда попадёт звонок?' })
  const box = question.getByLabel('Никто не свободен')
  for (const [label, text] of [
    ['Номер линии', number],
    ['Когда', at],
    ['Нажатые клавиши', keys],
  ] as const)
    await typeInto(field(label, question), text)
  if ((await box.isChecked()) !== isBusy) await tick(box)
  const answered = admin.waitForResponse((response) => response.url().includes('/api/line-way'))
  await press(question.getByRole('button', { name: 'Показать' }))
  await (await answered).finished()
  await until(async () => (await question.locator('.step').count()) > 0, 10_000, 'an answer of the page')
  return question.locator('.step').allInnerTexts()
}

it('is made in the browser by keys', async () => {
  await admin.keyboard.press('Alt+KeyT')
  await fill({ Название: 'ТСЖ «Дом»', 'Коротко, на карточках': 'Дом', Приветствие: 'Дом слушает.' })
  await fill({ 'Свои номера заявок': 'ДОМ' })
  await field('Цвет').selectOption('фиолетовый')
  await admin.keyboard.press('Control+KeyS')
  await drawer().getByRole('heading', { name: 'ТСЖ «Дом»' }).waitFor()

  await admin.goto(`${product.origin}/trunks`)
  for (const [n, host] of [northern, southern].entries()) {
    await admin.getByRole('heading', { level: 1 }).waitFor()
    await admin.keyboard.press('Alt+KeyT')
    await field('Заполнить как').selectOption('по IP, без регистрации')
    await fill({ Название: n === 0 ? 'Северный' : 'Южный', 'Сервер (имя или IP)': host })
    await fill({ Порт: String(ports[n]) })
    await admin.keyboard.press('Control+KeyS')
    await drawer()
      .getByRole('heading', { name: n === 0 ? 'Северный' : 'Южный' })
      .waitFor()
  }
  for (const name of ['Северный', 'Южный'])
    await admin.getByRole('row', { name: new RegExp(`${name}.*на связи`) }).waitFor()

  await admin.goto(`${product.origin}/lines`)
  await open('Очереди', null)
  await fill({ Название: 'Лифты' })
  await tick(field('Отвечают все операторы'))
  await tick(field('Трубка op-901'))
  await press(chain('Если никто не ответил').getByRole('button', { name: 'Добавить шаг' }))
  await save()
  await open('Расписания', null)
  await fill({ Название: 'Контора', Понедельник: '9-18', 'Особые дни': '03.12.2026 09:00-12:00' })
  await save()
  await open('Меню', null)
  await fill({ Название: 'О чём', 'Что говорит меню': 'Лифты: один.' })
  await field('Куда', chain('Клавиша 1')).selectOption('Лифты')
  await save()

  await open('Линии', null)
  await fill({ Название: 'Диспетчерская', 'Номер, на который звонят': '+7 (3452) 00-00-01' })
  await field('Расписание').selectOption('Контора')
  await field('Шаг 1', chain('Днём')).selectOption('Меню')
  await press(chain('Ночью').getByRole('button', { name: 'Добавить шаг' }))
  await field('Шаг 1', chain('Ночью')).selectOption('Объявление')
  await typeInto(field('Текст', chain('Ночью')), closed)
  await save()
  await open('Линии', null)
  await fill({ Название: 'Лифты', 'Номер, на который звонят': lifts })
  await field('Компания').selectOption('ТСЖ «Дом»')
  for (const when of ['Днём', 'Ночью']) await field('Куда', chain(when)).selectOption('Лифты')
  await save()
  await open('Линии', null)
  await fill({ Название: 'Прочие' })
  await field('Расписание').selectOption('Контора')
  await field('Шаг 1', chain('Ночью')).selectOption('Голосовое сообщение')
  await save()
  expect(admin.problems.filter((one) => !one.includes('401'))).toEqual([])
})

it('the page says where a call would go when nobody is free', async () => {
  const day = '02.12.2026 11:00'
  const night = '02.12.2026 23:30'
  const overflow = ['Очередь «Лифты»', 'Очередь «Общая очередь»', 'Обещать перезвонить']
  const words: string[][] = []
  for (const question of [
    { number: desk, at: day },
    { number: desk, at: day, keys: '1' },
    { number: lifts, at: day },
    { number: desk, at: night },
  ])
    words.push(await askThePage({ ...question, isBusy: true }))
  expect(words).toEqual([
    ['Меню «О чём»', ...overflow.slice(1)],
    ['Меню «О чём»', ...overflow],
    overflow,
    [`Объявление: «${closed}»`, ...overflow.slice(1)],
  ])
})
