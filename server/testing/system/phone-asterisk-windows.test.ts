import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { asteriskCli, channelsOf, layEar, type Ear } from '#server/testing/asterisk/asterisk-cli.ts'
import { openBrowser, type Browser } from '#server/testing/browser/browser.ts'
import { openPhoneWorld, type PhoneWorld } from '#server/testing/asterisk/phone-world.ts'
import { until } from '#server/testing/product/product.ts'
import { shareOfTone } from '#sip/testing/tone.ts'

const voice = 700
let browser: Browser
let world: PhoneWorld
beforeAll(async () => {
  browser = await openBrowser()
  world = await openPhoneWorld()
})
// a test that fails must not leave its operators to the calls of the next
afterEach(() => world.clear())
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const phoneOf = (page: Page) => page.getByRole('region', { name: 'Телефон' })
const shows = (page: Page, state: string): Promise<void> =>
  phoneOf(page).getByRole('status').filter({ hasText: state }).waitFor()

const isHeard = (ear: Ear, hertz: number, what: string): Promise<void> =>
  until(async () => shareOfTone(await ear.hears(0.5), hertz) > 0.5, 60_000, what)
/** The server's copy of the page's talk says so: a window that comes later takes the talk up as it stands there. */
const isKept = (page: Page, held: boolean): Promise<void> =>
  until(
    () =>
      page.evaluate<boolean>(`fetch('/api/phone/dialogs').then(async (answer) => {
        const { dialogs } = await answer.json()
        return dialogs.length === 1 && dialogs[0].held === ${held}
      })`),
    60_000,
    'the server keeps the talk',
  )
/** What operator1 is registered with: another registration is another address. */
const contactsOf = async (): Promise<string[]> =>
  (await asteriskCli(world.asterisk.running, 'pjsip show contacts')).match(/\bop-1\/\S+/g) ?? []

it('two windows are one registration and show one call; the second takes it over when the first closes', async () => {
  const { asterisk } = world
  const { running } = asterisk
  const { page: first, newWindow } = await world.operator(browser, 'operator1', voice)
  const contacts = await contactsOf()
  expect(contacts).toHaveLength(1)
  const second = await newWindow()
  await phoneOf(second).getByText('Звук и микрофон – в другом окне').waitFor()
  expect(await contactsOf()).toEqual(contacts)

  const sipp = await asterisk.call({ number: '+73452000021', scenario: 'caller-is-hung-up-by-operator' })
  await phoneOf(first).getByRole('button', { name: 'Ответить' }).waitFor()
  // the window without the phone answers
  await phoneOf(second).getByRole('button', { name: 'Ответить' }).click()
  await shows(first, 'Разговор')
  await shows(second, 'Разговор')
  const [trunk = ''] = await channelsOf(running, 'trunk')
  const caller = await layEar(running, trunk)
  await isHeard(caller, voice, 'the caller hears')
  const talks = await channelsOf(running, 'op-1')
  expect(talks).toHaveLength(1)

  // a window that comes in the middle of the talk, and one that is loaded anew, only show it
  const third = await newWindow()
  await shows(third, 'Разговор')
  await second.reload()
  await shows(second, 'Разговор')
  await isHeard(caller, voice, 'the caller still hears')
  expect(await channelsOf(running, 'op-1')).toEqual(talks)
  expect(await contactsOf()).toEqual(contacts)
  await third.close()

  await second.keyboard.press('F8')
  await shows(first, 'На удержании')
  await shows(second, 'На удержании')
  await second.keyboard.press('F8')
  await shows(first, 'Разговор')
  await isHeard(caller, voice, 'the caller hears again')
  await isKept(first, false)

  await first.close()
  await phoneOf(second).getByText('Звук и микрофон – в другом окне').waitFor({ state: 'detached' })
  await shows(second, 'Разговор')
  await isHeard(caller, voice, 'the second window is heard')
  expect(await contactsOf()).toHaveLength(1)
  expect(await channelsOf(running, 'trunk')).toEqual([trunk])
  await phoneOf(second).getByRole('button', { name: 'Завершить' }).click()
  await sipp.done
})

it('a talk whose browser died is taken up in another browser, once its signs of life are missing', async () => {
  const { asterisk } = world
  const lost = await world.operator(browser, 'operator2', 500)
  const sipp = await asterisk.call({ number: '+73452000022', scenario: 'caller-is-hung-up-by-operator' })
  await phoneOf(lost.page).getByRole('button', { name: 'Ответить' }).click()
  await shows(lost.page, 'Разговор')
  const [trunk = ''] = await channelsOf(asterisk.running, 'trunk')
  const caller = await layEar(asterisk.running, trunk)
  await isHeard(caller, 500, 'the caller hears')
  await isKept(lost.page, false)
  const renderer = await lost.page.context().newCDPSession(lost.page)
  renderer.send('Page.crash').catch(() => undefined)
  await lost.page.waitForEvent('crash')

  const { page } = await world.operator(browser, 'operator2', 1300)
  await isHeard(caller, 1300, 'the other browser is heard')
  await shows(page, 'Разговор')
  expect(await channelsOf(asterisk.running, 'trunk')).toEqual([trunk])
  await phoneOf(page).getByRole('button', { name: 'Завершить' }).click()
  await sipp.done
})
