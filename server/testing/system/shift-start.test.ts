import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn, soundOf } from '#server/testing/browser/desk-pages.ts'
import { startDemo, type DemoProduct } from '#server/testing/product/demo-product.ts'
import { until } from '#server/testing/product/product.ts'
import { people, resident } from '#server/testing/worlds/world.ts'

let product: DemoProduct
let browser: Browser
let operator: BrowserPage
let caller: BrowserPage

beforeAll(async () => {
  browser = await openBrowser()
  product = await startDemo()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** A page on the console; `prepare` runs in it before anything else. */
async function onConsole(who: { login: string; password: string }, prepare: string): Promise<BrowserPage> {
  const page = await listeningPage(browser)
  await page.context().grantPermissions(['microphone', 'notifications'], { origin: product.origin })
  await page.addInitScript(prepare)
  await signIn(page, { origin: product.origin, ...who, path: '/console' })
  await goOnLine(page)
  return page
}
const hears = (page: BrowserPage, what: string): Promise<void> => {
  let before: { heard: number; packetsIn: number } | undefined
  return until(
    async () => {
      const now = await soundOf(page)
      before ??= now
      return now.heard > before.heard + 0.0005 && now.packetsIn > before.packetsIn + 50
    },
    60_000,
    what,
  )
}
/** Every microphone track that the page was given, so that a test can pull the device out. */
const keepTracks = `
  window.keptTracks = []
  const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await get(wanted)
    window.keptTracks.push(...stream.getTracks())
    return stream
  }
`
const refuseMicrophone = `
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
`
const stopSending = `Promise.all(keptConnections.flatMap((one) => one.getSenders()).map((sender) => {
  window.lastTrack = sender.track ?? window.lastTrack
  return sender.replaceTrack(null)
}))`
const sendAgain = `Promise.all(keptConnections.filter((one) => one.connectionState !== 'closed')
  .flatMap((one) => one.getSenders()).map((sender) => sender.replaceTrack(window.lastTrack)))`

it('the start of a shift tests the workplace in one click, and is remembered', async () => {
  operator = await onConsole(people.operator, keepTracks)
  await operator.getByRole('button', { name: 'Начать смену' }).click()
  const dialog = operator.getByRole('dialog', { name: /Начало смены/ })
  await dialog.getByText('Всё в порядке, можно принимать звонки.').waitFor()
  expect(await dialog.getByRole('listitem').filter({ hasText: 'в порядке' }).count()).toBe(6)
  expect(await dialog.getByRole('listitem').filter({ hasText: 'Связь с АТС' }).textContent()).toMatch(
    /\d+ мс/,
  )
  const { violations } = await new AxeBuilder({ page: operator }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('button', { name: 'К работе' }).click()
  await operator.getByRole('button', { name: /^Смена с \d\d:\d\d/ }).waitFor()
  expect(await operator.getByRole('button', { name: 'Начать смену' }).count()).toBe(0)
})

it('a refused microphone says what to do', async () => {
  const page = await onConsole(people.dispatcher, refuseMicrophone)
  await page.getByRole('button', { name: 'Начать смену' }).click()
  const dialog = page.getByRole('dialog', { name: /Начало смены/ })
  await dialog.getByText(/Не всё в порядке/).waitFor()
  expect(await dialog.getByRole('alert').allTextContents()).toContainEqual(
    expect.stringMatching(/Браузеру запрещён микрофон.*разрешите микрофон/),
  )
  await page.context().close()
})

it('a microphone that is pulled out in a talk is replaced, and both still hear each other', async () => {
  caller = await listeningPage(browser)
  await caller.goto(`${product.origin}/call`)
  await caller.getByLabel('Ваш номер телефона').fill(resident.number)
  await caller.getByRole('button', { name: 'Позвонить' }).click()
  await operator.getByRole('button', { name: 'Ответить' }).click()
  await hears(operator, 'the operator hears the caller')
  await hears(caller, 'the caller hears the operator')
  const given: number = await operator.evaluate('keptTracks.length')

  await operator.evaluate(`
    for (const sender of keptConnections.flatMap((one) => one.getSenders())) sender.track?.stop()
    for (const track of keptTracks) {
      if (track.readyState !== 'live') continue
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  `)
  await until(async () => (await operator.evaluate<number>('keptTracks.length')) > given)
  await hears(caller, 'the caller hears the operator by the other microphone')
  await hears(operator, 'the operator still hears the caller')
})

it('one-way audio names the side, and is repaired', async () => {
  const phone = operator.getByRole('region', { name: 'Телефон' })
  await phone.getByText('Связь хорошая').waitFor()
  await caller.evaluate(stopSending)
  await phone.getByRole('alert').filter({ hasText: 'Не слышно собеседника' }).waitFor()
  await caller.evaluate(sendAgain)
  await phone.getByText('Связь хорошая').waitFor()

  await operator.evaluate(stopSending)
  await phone.getByRole('alert').filter({ hasText: 'Вас не слышно' }).waitFor()
  await phone.getByRole('button', { name: 'Починить' }).click()
  await phone.getByText('Связь хорошая').waitFor()
  await hears(caller, 'the caller hears the operator again')
  // what was wrong is looked at anew every few seconds
  await expect.poll(() => phone.getByRole('alert').count(), { timeout: 20_000 }).toBe(0)
})

it('how the talk sounded stands at the call in the supervisor’s log', async () => {
  await operator.getByRole('button', { name: 'Завершить' }).click()
  const log = await listeningPage(browser)
  await signIn(log, { origin: product.origin, ...people.supervisor, path: '/log' })
  const row = log.getByRole('row').filter({ hasText: resident.shown }).filter({ hasText: 'отвечен' }).first()
  const report = log.getByRole('region', { name: 'Качество звука' })
  // The report comes a moment after the end of the talk; an open drawer shows what was known when it was opened.
  await until(async () => {
    await row.click()
    await report.waitFor()
    if ((await report.getByText('Оценка MOS').count()) > 0) return true
    await log.keyboard.press('Escape')
    return false
  })
  const text = (await report.textContent()) ?? ''
  expect(text).toMatch(/К оператору: потери \d/)
  expect(text).toMatch(/Собеседника не было слышно: \d+ с/)
  expect(text).toMatch(/Оператора не было слышно: \d+ с/)
})
