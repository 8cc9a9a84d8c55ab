import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { asteriskCli, channelsOf, layEar } from '#server/testing/asterisk-cli.ts'
import { openBrowser, type Browser } from '#server/testing/browser.ts'
import { openPhoneWorld, type PhoneWorld } from '#server/testing/phone-world.ts'
import { until } from '#server/testing/product.ts'
import { shareOfTone } from '#sip/testing/tone.ts'

const voice = 700
let browser: Browser
let world: PhoneWorld
beforeAll(async () => {
  browser = await openBrowser()
  world = await openPhoneWorld()
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const phoneOf = (page: Page) => page.getByRole('region', { name: 'Телефон' })
const shows = (page: Page, state: string): Promise<void> =>
  phoneOf(page).getByRole('status').filter({ hasText: state }).waitFor()

it('two windows are one registration and show one call; the second takes it over when the first closes', async () => {
  const { asterisk } = world
  const { running } = asterisk
  const { page: first, newWindow } = await world.operator(browser, 'operator1', voice)
  const second = await newWindow()
  await phoneOf(second).getByText('Звук и микрофон – в другом окне').waitFor()
  const contacts = async (): Promise<number> =>
    (await asteriskCli(running, 'pjsip show contacts')).match(/Contact: +op-1\//g)?.length ?? 0
  expect(await contacts()).toBe(1)

  const sipp = await asterisk.call({ number: '+73452000021', scenario: 'caller-is-hung-up-by-operator' })
  await phoneOf(first).getByRole('button', { name: 'Ответить' }).waitFor()
  // the window without the phone answers
  await phoneOf(second).getByRole('button', { name: 'Ответить' }).click()
  await shows(first, 'Разговор')
  await shows(second, 'Разговор')
  const [trunk = ''] = await channelsOf(running, 'trunk')
  const caller = await layEar(running, trunk)
  await until(async () => shareOfTone(await caller.hears(0.5), voice) > 0.5, 10_000, 'the caller hears')
  expect(await channelsOf(running, 'op-1')).toHaveLength(1)

  await second.keyboard.press('F8')
  await shows(first, 'На удержании')
  await shows(second, 'На удержании')
  await second.keyboard.press('F8')
  await shows(first, 'Разговор')
  await until(async () => shareOfTone(await caller.hears(0.5), voice) > 0.5, 10_000, 'the caller hears again')

  await first.close()
  await phoneOf(second).getByText('Звук и микрофон – в другом окне').waitFor({ state: 'detached' })
  await shows(second, 'Разговор')
  await until(
    async () => shareOfTone(await caller.hears(0.5), voice) > 0.5,
    10_000,
    'the second window is heard',
  )
  expect(await contacts()).toBe(1)
  expect(await channelsOf(running, 'trunk')).toEqual([trunk])
  await phoneOf(second).getByRole('button', { name: 'Завершить' }).click()
  await sipp.done
  // the next call is for somebody else
  await phoneOf(second).getByRole('button', { name: 'Уйти с линии' }).click()
})

it('a talk whose browser died is taken up in another browser, once its signs of life are missing', async () => {
  const { asterisk } = world
  const lost = await world.operator(browser, 'operator2', 500)
  const sipp = await asterisk.call({ number: '+73452000022', scenario: 'caller-is-hung-up-by-operator' })
  await phoneOf(lost.page).getByRole('button', { name: 'Ответить' }).click()
  await shows(lost.page, 'Разговор')
  const [trunk = ''] = await channelsOf(asterisk.running, 'trunk')
  const caller = await layEar(asterisk.running, trunk)
  await until(async () => shareOfTone(await caller.hears(0.5), 500) > 0.5, 10_000, 'the caller hears')
  const renderer = await lost.page.context().newCDPSession(lost.page)
  renderer.send('Page.crash').catch(() => undefined)
  await lost.page.waitForEvent('crash')

  const { page } = await world.operator(browser, 'operator2', 1300)
  await until(
    async () => shareOfTone(await caller.hears(0.5), 1300) > 0.5,
    25_000,
    'the other browser is heard',
  )
  await shows(page, 'Разговор')
  expect(await channelsOf(asterisk.running, 'trunk')).toEqual([trunk])
  await phoneOf(page).getByRole('button', { name: 'Завершить' }).click()
  await sipp.done
})
