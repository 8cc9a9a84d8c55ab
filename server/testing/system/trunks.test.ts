import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { signIn } from '#server/testing/browser/desk-pages.ts'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { asteriskEnv } from '#server/testing/asterisk/asterisk-env.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addSipOperator, ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { freePort } from '#server/platform/embedded/free-port.ts'
import { startProduct, until, type Product } from '#server/testing/product/product.ts'
import { people } from '#server/testing/worlds/world.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'
import { byUdp, register } from '#sip/testing/raw-register.ts'
import { runSipp } from '#sip/testing/sipp.ts'

// Two providers on two addresses of loopback, made in the browser: one registers us, the other knows us by address.

const ha1 = ha1Of('op-901')
const secret = 'slovo-provajdera'
let database: TestDatabase
let asterisk: TestAsterisk
let product: Product
let browser: Browser
let one: NetworkSide
let two: NetworkSide
let phone: NodePhone
let ports: [number, number]
let dataDir: string
let admin: BrowserPage
let operator: BrowserPage

beforeAll(async () => {
  database = await createTestDatabase()
  asterisk = await startTestAsterisk({ databaseUrl: database.url, log: quietLog })
  ports = [await freePort(), await freePort()]
  one = await startNetworkSide('127.0.0.5', ports[0], { username: 'vakhta', secret })
  two = await startNetworkSide('127.0.0.6', ports[1])
  dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-trunks-'))
  product = await startProduct({
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      DEMO: '1',
      ...asteriskEnv(asterisk),
      ASTERISK_AMI_ROBOT_SECRET: asterisk.robot.secret,
    },
  })
  await addSipOperator(database.knex, 'op-901', 'Трубка')
  // that of the environment leads nowhere here, and nobody asks it
  await database.knex('trunks').where({ origin: 'environment' }).update({ is_on: false })
  const credentials = { server: asterisk.webSocket, domain: realm, username: 'op-901', ha1 }
  phone = await openNodePhone({ credentials, onCall: () => {} })
  browser = await openBrowser()
  const { password } = people.operator
  admin = await browser.newPage()
  await signIn(admin, { origin: product.origin, ...people.admin, path: '/trunks' })
  operator = await browser.newPage()
  await signIn(operator, { origin: product.origin, login: 'operator1', password, path: '/console' })
})
afterAll(async () => {
  await browser?.close()
  await phone?.stop().catch(() => {})
  await product?.stop()
  await asterisk?.stop()
  await one?.stop()
  await two?.stop()
  await database?.drop()
  if (dataDir) await rm(dataDir, { recursive: true, force: true })
})

async function dial(number: string): Promise<NodeCall> {
  const call = phone.call(number)
  await until(
    async () => call.refusal !== null || call.session.state === 'Established',
    60_000,
    `an answer to ${number}`,
  )
  return call
}
const row = (name: string) => admin.getByRole('row', { name: new RegExp(name) })
/**
 * The first trunk is there and registered, on the page and for Asterisk, which may have asked it once more since: a machine that
 * answers late looks like a provider that does not.
 */
async function isFirstThere(): Promise<void> {
  await row('Первый.*на связи, регистрация есть').waitFor({ timeout: 60_000 })
  await until(
    async () =>
      /127\.0\.0\.5\S* +\S+ +Avail /.test(await asteriskCli(asterisk.running, 'pjsip show contacts')),
    60_000,
    'Asterisk reaches the first trunk',
  )
}
const away = () => operator.getByText(/^Нет связи с провайдером «Первый» с \d\d:\d\d\.$/)
const metrics = async (): Promise<string> => (await fetch(`${product.origin}/metrics`)).text()

async function add(name: string, preset: string, fields: Record<string, string>): Promise<void> {
  await admin.keyboard.press('Alt+KeyT')
  const form = admin.getByRole('complementary', { name: 'Провайдер' })
  await form.getByLabel('Заполнить как').selectOption(preset)
  for (const [label, value] of Object.entries({ Название: name, ...fields }))
    await form.getByLabel(label, { exact: true }).fill(value)
  await admin.keyboard.press('Control+KeyS')
  await form.getByRole('heading', { name }).waitFor()
  await admin.keyboard.press('Escape')
}

it('are made in the browser and take effect at once: one registers, the other answers', async () => {
  await add('Первый', 'с регистрацией', {
    'Сервер (имя или IP)': '127.0.0.5',
    Порт: String(ports[0]),
    'Имя пользователя': 'vakhta',
    Пароль: secret,
    'Наш номер (АОН)': '+73452000001',
  })
  await add('Второй', 'городской, номера без кода', {
    'Сервер (имя или IP)': '127.0.0.6',
    Порт: String(ports[1]),
    'Код города': '3452',
  })
  await isFirstThere()
  await row('Второй.*на связи').waitFor({ timeout: 30_000 })
  expect(one.registered).toBeGreaterThan(0)
})

it('a provider that falls silent is seen within 30 s, its talk goes on, the next call goes by the other at once', async () => {
  const talk = await dial('+79221234561')
  expect(one.called).toEqual(['89221234561'])
  await row('Первый.*регистрация есть.*1').waitFor()
  const silentAt = Date.now()
  one.isDeaf = true
  await row('Первый.*не отвечает с').waitFor({ timeout: 30_000 })
  await away().waitFor({ timeout: 30_000 })
  expect(Date.now() - silentAt).toBeLessThan(30_000)
  const id = (await database.knex('trunks').where({ name: 'Первый' }).first('id')).id
  expect(await metrics()).toMatch(new RegExp(`^vakhta_trunk_up\\{trunk="${id}"\\} 0$`, 'm'))
  const dialledAt = Date.now()
  const other = await dial('+73452555555')
  expect(Date.now() - dialledAt).toBeLessThan(5000)
  expect(two.called).toEqual(['555555'])
  expect(talk.session.state).toBe('Established')
  await other.hangUp()
  one.isDeaf = false
  await away().waitFor({ state: 'detached', timeout: 30_000 })
  await isFirstThere()
  expect(talk.session.state).toBe('Established')
  await talk.hangUp()
})

it('what the called party answered is the answer; what the provider failed in is tried at the next, and counts once', async () => {
  const day = async () =>
    Number((await asteriskCli(asterisk.running, 'database get outgoing day')).split('|')[1])
  const before = await day()
  const results: [number, number | null, number][] = []
  for (const status of [486, 404, 603, 503, 408]) {
    one.status = status
    await isFirstThere()
    const at = two.called.length
    const call = await dial('+79221234562')
    results.push([status, call.refusal, two.called.length - at])
    if (call.refusal === null) await call.hangUp()
  }
  one.status = 200
  expect(results).toEqual([
    [486, 486, 0],
    [404, 404, 0],
    [603, 403, 0],
    [503, null, 1],
    [408, null, 1],
  ])
  expect(await day()).toBe(before + 5)
})

it('a full trunk is passed by', async () => {
  await database.knex('trunks').where({ name: 'Первый' }).update({ call_limit: 1 })
  await isFirstThere()
  const first = await dial('+79221234563')
  const second = await dial('+79221234564')
  expect(one.called.at(-1)).toBe('89221234563')
  expect(two.called.at(-1)).toBe('89221234564')
  await first.hangUp()
  await second.hangUp()
  await database.knex('trunks').where({ name: 'Первый' }).update({ call_limit: 0 })
})

it('another number of a line is dialled over the same trunks; whom nobody reached goes on as himself', async () => {
  const [queue] = await database.knex('queues').select('id')
  const steps = [
    { kind: 'number', digits: '73452777777' },
    { kind: 'queue', queueId: queue.id },
  ]
  const data = { name: 'Дежурный', digits: null, companyId: 1, greeting: '', scheduleId: null, priority: 0 }
  const line = { data: JSON.stringify({ ...data, byDay: steps, byNight: steps }) }
  const [added] = await database.knex('lines').insert(line).returning('id')
  one.status = 503
  await isFirstThere()
  await asterisk.call({ number: '+79990000001', seconds: 5 })
  await until(() => two.called.at(-1) === '777777', 20_000, 'the second trunk is dialled')
  expect(one.called.at(-1)).toBe('83452777777')
  expect(two.talking()).toContain('777777')
  await until(() => two.talking().length === 0, 20_000, 'the talk is over')
  two.status = 503
  const at = two.called.length
  await asterisk.call({ number: '+79990000002', seconds: 10 })
  await until(() => two.called.length > at, 20_000, 'the second is tried')
  await until(
    async () => (await asteriskCli(asterisk.running, 'queue show')).includes('(wait'),
    20_000,
    'the caller waits in the queue',
  )
  expect(await asteriskCli(asterisk.running, 'core show channels concise')).toContain('+79990000002')
  for (const side of [one, two]) side.status = 200
  await database.knex('lines').where({ id: added.id }).del()
})

it('a test call tells what each step answered', async () => {
  await row('Первый').click()
  const form = admin.getByRole('complementary', { name: 'Провайдер' })
  await form.getByLabel('Позвонить на номер').fill('8 922 123-45-65')
  await form.getByRole('button', { name: 'Проверить связь' }).click()
  const steps = form.getByRole('status').filter({ hasText: 'Адрес сервера' })
  await steps.getByText('ANSWER').waitFor()
  expect(await steps.innerText()).toMatch(
    /127\.0\.0\.5[^]*OPTIONS[^]*хорошо[^]*reachable[^]*Регистрация[^]*хорошо[^]*Registered[^]*Звонок[^]*хорошо/,
  )
  expect(one.called.at(-1)).toBe('89221234565')
})

it('calls of a provider come in by its address, with the code of the town; strangers are refused', async () => {
  const run = await runSipp({
    host: '127.0.0.1',
    port: asterisk.running.ports.sip,
    localAddress: '127.0.0.6',
    scenario: 'caller-abandons-in-queue',
    to: '000002',
    callers: [{ number: '555123' }],
    seconds: 3,
  })
  run.done.catch(() => {})
  await until(
    async () => (await asteriskCli(asterisk.running, 'core show channels concise')).includes('+73452555123'),
    20_000,
    'the call with the code of the town',
  )
  run.kill()
  const stranger = await byUdp('127.0.0.9', { host: '127.0.0.1', port: asterisk.running.ports.sip })
  // before anything is looked up: who is known to nobody else is asked for a secret (401)
  expect(await register(stranger, { username: 'nobody', realm, ha1 })).toBe(403)
  stranger.close()
})
