import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'
import { asteriskCli, channelsOf, layEar, type Ear } from '#server/testing/asterisk/asterisk-cli.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { openPhoneWorld, type PhoneWorld } from '#server/testing/asterisk/phone-world.ts'
import { until } from '#server/testing/product/product.ts'
import { shareOfTone } from '#sip/testing/tone.ts'

/** Voices: the resident is SIPp's tone, each operator's microphone sings another. */
const resident = 440
const anna = 700
const marina = 1100

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

const phoneOf = (page: BrowserPage) => page.getByRole('region', { name: 'Телефон' })
const press = (page: BrowserPage, name: string): Promise<void> =>
  phoneOf(page).getByRole('button', { name }).first().click()

/** Mean square of the samples: how loud, whatever the pitch. */
const energy = (samples: Int16Array): number =>
  samples.reduce((sum, one) => sum + one * one, 0) / Math.max(1, samples.length)

/** Listens second after second until all of it is as it should be: sound that is under way may still be the old one. */
async function hears(ear: Ear, what: string, check: (second: Int16Array) => boolean): Promise<void> {
  await until(async () => check(await ear.hears(1)), 20_000, what)
}
const has =
  (...pitches: number[]) =>
  (second: Int16Array): boolean =>
    pitches.every((hertz) => shareOfTone(second, hertz) > 0.2)

it('answer, hold, mute, keys, transfers, conference and hang-up are heard at the caller and seen at the PBX', async () => {
  const { asterisk } = world
  const { running } = asterisk
  const one = await world.operator(browser, 'operator1', anna)
  const sipp = await asterisk.call({ number: '+73452000001', scenario: 'caller-is-hung-up-by-operator' })
  await press(one.page, 'Ответить')
  await phoneOf(one.page).getByRole('button', { name: 'Удержать' }).waitFor()
  const [trunk = ''] = await channelsOf(running, 'trunk')
  const [leg = ''] = await channelsOf(running, 'op-1')
  const caller = await layEar(running, trunk)
  const operator = await layEar(running, leg)
  await hears(caller, 'the caller hears the operator', has(anna))
  await hears(operator, 'the operator hears the caller', has(resident))

  await one.page.keyboard.press('F8')
  await hears(
    caller,
    'the held caller hears music, and not the operator',
    (second) => energy(second) > 1_000 && shareOfTone(second, anna) < 0.1,
  )
  await one.page.keyboard.press('F8')
  await hears(caller, 'the caller hears the operator again', has(anna))

  await one.page.keyboard.press('F9')
  await hears(caller, 'a muted operator is not heard', (second) => energy(second) < 100)
  await hears(operator, 'a muted operator hears', has(resident))
  await one.page.keyboard.press('F9')
  await hears(caller, 'the operator is heard again', has(anna))

  await asteriskCli(running, 'logger add channel keys.log dtmf')
  await one.page.keyboard.press('Alt+KeyK')
  await one.page.getByRole('dialog').getByRole('button', { name: 'Тон 5' }).click()
  await one.page.getByRole('dialog').getByRole('button', { name: 'Тон #' }).click()
  await one.page.keyboard.press('Escape')
  await until(
    async () => {
      const log = await readFile(path.join(running.dataDir, 'log/keys.log'), 'utf8').catch(() => '')
      return ['5', '#'].every((key) => log.includes(`DTMF end '${key}' received on ${leg}`))
    },
    10_000,
    'the PBX received the keys',
  )

  const two = await world.operator(browser, 'operator2', marina)
  await one.page.keyboard.press('F7')
  await one.page.getByLabel('Кому: имя, служба или номер').fill('op-2')
  await one.page.getByRole('button', { name: 'Перевести сразу' }).click()
  await press(two.page, 'Ответить')
  await hears(
    caller,
    'after a blind transfer the colleague is heard alone',
    (second) => has(marina)(second) && shareOfTone(second, anna) < 0.1,
  )
  await until(
    async () => (await channelsOf(running, 'op-1')).length === 0,
    10_000,
    'the first operator is out',
  )

  await two.page.keyboard.press('F7')
  await two.page.getByLabel('Кому: имя, служба или номер').fill('op-1')
  await two.page.getByRole('button', { name: 'Сначала поговорить' }).click()
  await press(one.page, 'Ответить')
  await until(async () => (await channelsOf(running, 'op-1')).length === 1, 60_000, 'the consultation')
  await hears(
    caller,
    'the caller waits with music',
    (second) => energy(second) > 1_000 && !has(marina)(second),
  )
  const consulted = await layEar(running, (await channelsOf(running, 'op-1'))[0] ?? '')
  await hears(consulted, 'the colleague is consulted', has(marina))

  await until(() => phoneOf(two.page).getByRole('button', { name: 'Объединить' }).isVisible())
  await two.page.keyboard.press('Alt+KeyI')
  await hears(caller, 'in the conference the caller hears both operators', has(anna, marina))
  await hears(consulted, 'in the conference the colleague hears both', has(resident, marina))

  await two.page.keyboard.press('F7')
  await hears(
    caller,
    'after an attended transfer the first operator is heard alone',
    (second) => has(anna)(second) && shareOfTone(second, marina) < 0.1,
  )
  await until(
    async () => (await channelsOf(running, 'op-2')).length === 0,
    10_000,
    'the second operator is out',
  )

  await one.page.keyboard.press('F4')
  await sipp.done
  await until(async () => (await channelsOf(running, '')).length === 0, 60_000, 'no channel is left')

  // one alone takes the next call, rested or not
  await press(two.page, 'Уйти с линии')
  const ready = phoneOf(one.page).getByRole('button', { name: 'Готов' })
  await one.page.addLocatorHandler(ready, () => ready.click())
  const next = await asterisk.call({ number: '+73452000002', seconds: 10 })
  await press(one.page, 'Ответить')
  await next.done
  await phoneOf(one.page).getByText('собеседник завершил').first().waitFor()
  await until(async () => (await channelsOf(running, '')).length === 0, 60_000, 'no channel is left')
})
