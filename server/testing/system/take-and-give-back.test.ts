import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, signIn } from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import { asteriskWorld } from '#server/testing/worlds/asterisk-world.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, type World, type WorldCall } from '#server/testing/worlds/world.ts'
import { translateCel } from '#sip/translate/cel.ts'
import { translateEmbedded } from '#sip/translate/embedded.ts'

const { password } = people.operator

describe.each([
  ['the embedded PBX', embeddedWorld],
  ['Asterisk', asteriskWorld],
])('a waiting call at %s', (name, openWorld) => {
  const isAsterisk = name === 'Asterisk'
  let browser: Browser
  let world: World
  let one: BrowserPage
  let two: BrowserPage
  let call: WorldCall

  beforeAll(async () => {
    browser = await openBrowser()
    world = await openWorld(browser)
    one = await open('operator1', '/console')
    two = await open('operator2', '/console')
    await goOnLine(one)
    await goOnLine(two)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  async function open(login: string, path: string): Promise<BrowserPage> {
    const page = await listeningPage(browser)
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined))
    await signIn(page, { origin: world.origin, login, password, path })
    return page
  }
  const talks = (page: BrowserPage): Promise<void> =>
    page.getByRole('region', { name: 'Телефон' }).getByText('Разговор', { exact: true }).waitFor()
  function events(): CallEvent[] {
    const { file, source } = world.ledger
    const translate = source === 'asterisk' ? translateCel : translateEmbedded
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap((line, index) => translate(line, `test:${index}`, source))
  }
  const arrived = (): string[] =>
    events()
      .filter(({ type }) => type === 'call.arrived')
      .map(({ callId }) => callId)
  const offers = (callId: string): (string | null)[] =>
    events().flatMap((event) =>
      event.type === 'leg.offered' && event.callId === callId ? [event.operator] : [],
    )
  async function rest(page: BrowserPage): Promise<void> {
    await page.keyboard.press('Alt+KeyQ')
    await page.getByRole('button', { name: 'Обед' }).click()
    await page.getByRole('region', { name: 'Телефон' }).getByText('Обед').waitFor()
  }

  it('is taken by F2 from a colleague at whom it rings, also in a pause, which ends by it; the other reads who has it', async () => {
    await rest(two)
    call = await world.call(240)
    await one.getByRole('button', { name: 'Ответить' }).waitFor()
    await two.getByRole('button', { name: /^Взять/ }).waitFor()
    await two.keyboard.press('F2')
    await talks(two)
    await call.hearsTheOperator()
    await one.getByRole('button', { name: 'Ответить' }).waitFor({ state: 'detached' })
    await two.getByRole('region', { name: 'Телефон' }).getByText('Обед').waitFor({ state: 'detached' })
    const [first = ''] = arrived()
    expect(offers(first)).toEqual(['op-1', 'op-2'])
    const source = world.ledger.source
    const answer = await one.evaluate(
      `fetch('/api/me').then((me) => me.json()).then(({ csrf }) =>
        fetch('/api/calls/${source}:${first}/take', { method: 'POST', headers: { 'x-csrf-token': csrf,
          'content-type': 'application/json' }, body: '{}' })).then((answer) => answer.json())`,
    )
    expect(answer).toMatchObject({ code: 'alreadyTaken', details: { by: expect.stringMatching(/\S/) } })
  })

  it('of a page that is loaded anew stays with it, and of one that is closed goes to the head of the queue', async () => {
    await two.reload()
    await goOnLine(two)
    await talks(two)
    await rest(one)
    const next = await world.call(240)
    await until(() => arrived().length === 2, 10_000)
    const [first = '', second = ''] = arrived()
    expect(events().filter(({ type, callId }) => type === 'call.queued' && callId === first)).toHaveLength(1)
    await two.close({ runBeforeUnload: true })
    await until(
      () => events().filter(({ type, callId }) => type === 'call.queued' && callId === first).length === 2,
      10_000,
      'the caller waits again',
    )
    await one.keyboard.press('Alt+KeyQ')
    await one.getByRole('button', { name: 'Принимать звонки' }).click()
    await one.getByRole('button', { name: 'Ответить' }).click()
    await talks(one)
    expect(offers(first).at(-1)).toBe('op-1')
    expect(offers(second)).toEqual([])
    // the caller of Asterisk stays for as long as he was asked to
    if (!isAsterisk) await next.hangUp()
  })

  it('of a page that crashed waits again after the setting, and is called back when nobody takes it', async () => {
    const board = await open(people.admin.login, '/board')
    await board.evaluate(
      `fetch('/api/me').then((me) => me.json()).then(({ csrf }) => fetch('/api/settings').then((all) => all.json())
        .then(({ version }) => fetch('/api/settings', { method: 'PUT', headers: { 'x-csrf-token': csrf,
          'content-type': 'application/json' }, body: JSON.stringify({ version, changes: { lost_page_seconds: 5 } }) })))`,
    )
    const [first = ''] = arrived()
    const crash = await one.context().newCDPSession(one)
    void crash.send('Page.crash').catch(() => undefined)
    await until(
      () => events().filter(({ type, callId }) => type === 'call.queued' && callId === first).length === 3,
      40_000,
      'the caller waits again',
    )
    expect(events().some(({ type, callId }) => type === 'call.ended' && callId === first)).toBe(false)
    // with nobody on the line Asterisk tells him that he is called back, and ends the call
    await call.hangUp().catch((error: unknown) => {
      if (!isAsterisk) throw error
    })
    await board.getByRole('region', { name: 'Перезвонить' }).getByText('осталось').first().waitFor()
  })
})
