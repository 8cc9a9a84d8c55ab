import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { asteriskWorld } from '#server/testing/worlds/asterisk-world.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World } from '#server/testing/worlds/world.ts'
import { translateCel } from '#sip/translate/cel.ts'
import { translateEmbedded } from '#sip/translate/embedded.ts'

const hung = { login: 'operator1' }
const next = { login: 'operator2', sipUsername: 'op-2' }
const { password } = people.operator

/**
 * A tab that hangs keeps its sockets and its registration: to the PBX it is there. Only the heartbeat tells that nobody
 * would hear the ring.
 */
describe.each([
  ['the embedded PBX', embeddedWorld],
  ['Asterisk', asteriskWorld],
])('operators at %s', (_name, openWorld) => {
  let browser: Browser
  let world: World

  beforeAll(async () => {
    browser = await openBrowser()
    world = await openWorld(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  async function open(login: string, path: string): Promise<BrowserPage> {
    const page = await listeningPage(browser)
    await signIn(page, { origin: world.origin, login, password, path })
    return page
  }

  it('whose heartbeat stops is not rung within 10 s and the next one is; who would leave nobody is asked first; the rest after a call can be ended', async () => {
    const one = await open(hung.login, '/console')
    await goOnLine(one)
    const two = await open(next.login, '/console')
    await goOnLine(two)
    const board = await open(people.supervisor.login, '/board')
    const operators = board.getByRole('region', { name: 'Операторы' }).getByRole('listitem')
    const [oneName, twoName] = [await nameOf(one), await nameOf(two)]
    const shown = (name: string, state: string): Promise<void> =>
      operators.filter({ hasText: name }).filter({ hasText: state }).waitFor()
    await shown(oneName, 'на линии')
    await shown(twoName, 'на линии')
    // a web process judges silence after it has served 15 s (ADR 0012, offers.test.ts): this one has
    await world.knex('web_processes').update({ serving_since: world.knex.raw(`now() - interval '1 minute'`) })

    const page = await one.context().newCDPSession(one)
    // Chromium freezes no page that holds a microphone; a page that hangs stops in the same way
    await page.send('Debugger.enable')
    await page.send('Debugger.pause')
    const hungAt = performance.now()
    await shown(oneName, 'нет связи с рабочим местом')
    expect(performance.now() - hungAt).toBeLessThanOrEqual(10_000)
    await shown(twoName, 'на линии')

    await two.keyboard.press('Alt+KeyQ')
    await two.getByRole('button', { name: 'Обед' }).click()
    await two.getByRole('alert').filter({ hasText: 'принимать некому' }).waitFor()
    await shown(twoName, 'на линии')
    await two.getByRole('button', { name: 'Всё равно уйти: Обед' }).click()
    await shown(twoName, 'Обед')

    // nobody is left, so the call waits; whoever could be rung would be rung now
    const call = await world.call()
    await board.getByText('Ждёт 1 звонящий').waitFor()
    await two.keyboard.press('Alt+KeyQ')
    await two.getByRole('button', { name: 'Принимать звонки' }).click()
    await two.getByRole('button', { name: 'Ответить' }).click()
    await two.getByRole('button', { name: 'Завершить' }).waitFor()
    expect(rung()).toEqual([next.sipUsername])
    await shown(twoName, 'в разговоре')

    await two.getByRole('button', { name: 'Завершить' }).click()
    // five seconds, so that the rest is made longer before anything else
    await two.getByRole('button', { name: 'Ещё 30 с' }).click()
    await shown(twoName, 'после звонка')
    await two.getByText(/До следующего звонка 0?0:[23]\d/).waitFor()
    await two.getByRole('button', { name: 'Готов' }).click()
    await shown(twoName, 'на линии')
    await call.ended()

    await page.send('Debugger.resume')
    await shown(oneName, 'на линии')
  })

  /** Operators whose phones rang for a resident, in the PBX's own words. */
  function rung(): (string | null)[] {
    const { file, source } = world.ledger
    const translate = source === 'asterisk' ? translateCel : translateEmbedded
    const events: CallEvent[] = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap((line, index) => translate(line, `test:${index}`, source))
    return events.filter((event) => event.type === 'leg.offered').map((event) => event.operator)
  }
})

async function nameOf(page: BrowserPage): Promise<string> {
  const answer = await page.request.get(new URL('/api/me', page.url()).href)
  const { user }: { user: { name: string } } = await answer.json()
  return user.name
}
