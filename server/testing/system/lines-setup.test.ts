import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { lineFileOf, lineMarks, setLineClock } from '#server/testing/asterisk/line-marks.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { signIn } from '#server/testing/browser/desk-pages.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { people } from '#server/testing/worlds/world.ts'
import { freePort } from '#server/platform/embedded/free-port.ts'
import { atOnce, openNodePhone, type NodePhone } from '#sip/caller/node-phone.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'
import { runSipp, type SippRun } from '#sip/testing/sipp.ts'

/**
 * Two companies, two trunks and three lines with a night schedule, a menu and an overflow chain, made in the browser as
 * an administrator makes them; then each call goes where the page said, also when all operators are in a talk.
 */
const realm = 'vakhta'
const ha1 = (name: string): string => createHash('md5').update(`${name}:${realm}:secret`).digest('hex')
const northern = '127.0.0.5'
const southern = '127.0.0.6'
/** That of the environment variables. */
const environment = '127.0.0.2'
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
const phones: NodePhone[] = []
const runs: SippRun[] = []

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
  for (const name of ['op-901', 'op-902']) phones.push(await operator(name))
  browser = await openBrowser()
  admin = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  await signIn(admin, { origin: product.origin, ...people.admin, path: '/companies' })
})
afterAll(async () => {
  for (const run of runs) run.kill()
  await browser?.close()
  for (const phone of phones) await phone.stop().catch(() => {})
  await product?.stop()
  await asterisk?.stop()
  for (const provider of providers) await provider.stop()
  await database?.drop()
  if (dataDir) await rm(dataDir, { recursive: true, force: true })
})

/** A telephone that takes every call at once. */
async function operator(username: string): Promise<NodePhone> {
  const person = { login: username, name: `Трубка ${username}`, role: 'operator', password_hash: '' }
  const [user] = await database
    .knex('users')
    .insert({ ...person, sip_username: username })
    .returning('id')
  await database.knex('sip_accounts').insert({
    ...{ username, kind: 'operator', user_id: user.id, realm, display_name: username },
    ...{ ha1_md5: ha1(username), ha1_sha256: '', expires_at: new Date(Date.now() + 3_600_000) },
  })
  const credentials = { server: asterisk.webSocket, domain: realm, username, ha1: ha1(username) }
  return openNodePhone({ credentials, onCall: atOnce })
}

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

/** What the ledger must say of a call of which the page said this. */
async function marksOf(words: readonly string[]): Promise<string[]> {
  const named = async (table: string, name = ''): Promise<{ id: number; slot?: number; queue?: string }> =>
    (
      await database.knex.raw(
        `select id ${table === 'queues' ? ', asterisk_inner.queue_name(slot, data) as queue' : ''}
         from ${table} where data ->> 'name' = ?`,
        [name],
      )
    ).rows[0]
  const marks: string[] = []
  for (const [at, step] of words.entries()) {
    const name = /«(.*)»/.exec(step)?.[1]
    if (step.startsWith('Очередь')) {
      const { id, queue } = await named('queues', name)
      marks.push(`VAKHTA_STEP queue-${id}`, `Queue ${queue}`)
    } else if (step.startsWith('Меню')) marks.push(`VAKHTA_STEP menu-${(await named('menus', name)).id}`)
    else if (step.startsWith('Объявление')) marks.push(`VAKHTA_STEP say-${lineFileOf(name ?? '')}`)
    else if (step === 'Голосовое сообщение') marks.push('VAKHTA_STEP voicemail', 'VAKHTA_CALLBACK')
    else if (step === 'Обещать перезвонить' && at === words.length - 1) marks.push('VAKHTA_CALLBACK')
    else throw new Error(`the page said ${step}`)
  }
  return marks
}

let callers = 0
async function call(to: string, seconds: number, { key = '', from = environment } = {}): Promise<string> {
  const number = `7922${String(++callers).padStart(7, '0')}`
  const run = await runSipp({
    ...{ host: '127.0.0.1', port: asterisk.running.ports.sip, localAddress: from, to, seconds },
    scenario: key === '' ? 'caller-plays-tone-and-hangs-up' : 'caller-joins-and-is-thanked',
    callers: [{ number }],
    keys: { wait: '3000' },
  })
  runs.push(run)
  return number
}
const isTalking = ({ calls }: NodePhone): boolean =>
  calls.some(({ session }) => session.state === 'Established')
const celFile = (): string => asterisk.running.celFile

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

const day = { at: '02.12.2026 11:00', moment: new Date('2026-12-02T06:00:00Z') }
const night = { at: '02.12.2026 23:30', moment: new Date('2026-12-02T18:30:00Z') }
/** Half a day, by its exception. */
const short = { at: '03.12.2026 13:00', moment: new Date('2026-12-03T08:00:00Z') }

let numbersOfDay: string[] = []
/** Asks the page of each, calls so, and holds what Asterisk did against the page's words, which it answers. */
async function played(
  cases: readonly { when: { at: string; moment: Date }; to: string; key: string; from: string }[],
  isBusy = false,
): Promise<string[][]> {
  const said: string[][] = []
  const due: string[][] = []
  for (const { when, to, key } of cases) {
    const words = await askThePage({ number: to, at: when.at, keys: key, isBusy })
    said.push(words)
    due.push(await marksOf(words))
  }
  const numbers: string[] = []
  for (const { when, to, key, from } of cases) {
    await setLineClock(database.knex, when.moment)
    const number = await call(to, 30, { key, from })
    numbers.push(number)
    // the line is asked for when a call comes: then the clock may go on
    await until(
      async () => (await lineMarks(celFile())).has(number),
      20_000,
      `the call to ${to} is on its way`,
    )
  }
  await until(
    async () => {
      const known = await lineMarks(celFile())
      return numbers.every((number, n) => (known.get(number) ?? []).length >= (due[n]?.length ?? 0))
    },
    25_000,
    'each call where it should be',
  ).catch(() => {})
  const known = await lineMarks(celFile())
  expect(numbers.map((number) => known.get(number))).toEqual(due)
  await setLineClock(database.knex, day.moment)
  if (numbersOfDay.length === 0) numbersOfDay = numbers
  return said
}

it('calls go where the page says, over each trunk; the second company’s line greets in its words', async () => {
  const cases = [
    { when: day, to: desk, key: '', from: northern },
    { when: day, to: desk, key: '1', from: southern },
    { when: day, to: lifts, key: '', from: northern },
    { when: day, to: '73452999999', key: '', from: environment },
    { when: night, to: desk, key: '', from: northern },
    { when: night, to: lifts, key: '', from: southern },
    { when: short, to: '73452999999', key: '', from: environment },
  ]
  expect(await played(cases)).toEqual([
    ['Меню «О чём»', 'Очередь «Общая очередь»'],
    ['Меню «О чём»', 'Очередь «Лифты»'],
    ['Очередь «Лифты»'],
    ['Очередь «Общая очередь»'],
    [`Объявление: «${closed}»`, 'Очередь «Общая очередь»'],
    ['Очередь «Лифты»'],
    ['Голосовое сообщение'],
  ])
})

it('with every operator in a talk they overflow as the page says, by times that hold from the next call on', async () => {
  for (const queue of ['Общая очередь', 'Лифты']) {
    await open('Очереди', queue)
    await fill({ 'Ждать не дольше, секунд': '5' })
    await save()
  }
  await asteriskCli(asterisk.running, 'channel request hangup all')
  await until(async () => !phones.some(isTalking), 30_000, 'all calls of before are over')
  for (const to of [lifts, '73452999999']) await call(to, 120)
  await until(async () => phones.every(isTalking), 30_000, 'both operators in a talk')
  const members = await asteriskCli(asterisk.running, 'queue show dispatch')
  expect(members.match(/In use/gi)?.length, members).toBe(2)
  const overflow = ['Очередь «Лифты»', 'Очередь «Общая очередь»', 'Обещать перезвонить']
  const cases = [
    { when: day, to: desk, key: '', from: northern },
    { when: day, to: desk, key: '1', from: southern },
    { when: day, to: lifts, key: '', from: northern },
    { when: night, to: desk, key: '', from: southern },
  ]
  expect(await played(cases, true)).toEqual([
    ['Меню «О чём»', ...overflow.slice(1)],
    ['Меню «О чём»', ...overflow],
    overflow,
    [`Объявление: «${closed}»`, ...overflow.slice(1)],
  ])
  expect(phones.every(isTalking)).toBe(true)
})

it('each call keeps its line and whose it is, and the log says so', async () => {
  const kept = async () =>
    new Map(
      (await database.knex('calls').join('companies as c', 'c.id', 'calls.company_id'))
        .filter(({ state }) => state === 'ended')
        .map((row) => [row.from_digits, `${row.line_name}: ${row.short_name}`]),
    )
  const [menu, , elevator] = numbersOfDay
  await until(async () => (await kept()).has(elevator ?? ''), 20_000, 'the call in the log')
  expect((await kept()).get(elevator ?? '')).toBe('Лифты: Дом')
  expect((await kept()).get(menu ?? '')).toMatch(/^Диспетчерская: (?!Дом)/)
  await admin.goto(`${product.origin}/log?search=${elevator}`)
  await admin.getByRole('row', { name: /Дом/ }).click()
  await admin.getByText('Линия: Лифты').waitFor()
  expect(admin.problems.filter((one) => !one.includes('401'))).toEqual([])
})
