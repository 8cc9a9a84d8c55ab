import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, listeningPage, registerTask, signIn, soundOf } from '#server/testing/browser/desk-pages.ts'
import { until } from '#server/testing/product/product.ts'
import { asteriskWorld } from '#server/testing/worlds/asterisk-world.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { people, resident, task, type World } from '#server/testing/worlds/world.ts'
import { translateCel } from '#sip/translate/cel.ts'
import { translateEmbedded } from '#sip/translate/embedded.ts'

/**
 * The main job, in one body for both PBXs: a call with sound becomes a registered task on every board, and the log
 * tells of it what the PBX's own ledger tells.
 */
describe.each([
  ['the embedded PBX, called by JsSIP from the resident’s page', embeddedWorld],
  ['Asterisk, called by SIPp through the trunk', asteriskWorld],
])('a call through %s', (_name, openWorld) => {
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

  it('rings at the operator and on the board, is heard both ways, is registered before the caller hangs up, and stands in the log', async () => {
    const { origin } = world
    const operator = await listeningPage(browser)
    await signIn(operator, { origin, ...people.operator, path: '/console' })
    await goOnLine(operator)
    const board = await listeningPage(browser)
    await signIn(board, { origin, ...people.dispatcher, path: '/board' })
    const log = await listeningPage(browser)
    await signIn(log, { origin, ...people.supervisor, path: '/log' })

    const call = await world.call()

    // the ringing card stands on the second browser's board
    await board.getByRole('region', { name: 'Звонят сейчас' }).getByText(resident.shown).waitFor()
    await operator.getByRole('button', { name: 'Ответить' }).click()
    await operator.getByRole('button', { name: 'Завершить' }).waitFor()
    const before = await soundOf(operator)
    await until(
      async () => {
        const now = await soundOf(operator)
        return (
          now.heard > before.heard + 0.01 && now.said > before.said && now.packetsOut > before.packetsOut + 50
        )
      },
      20_000,
      'the operator hears the caller and speaks',
    )
    await call.hearsTheOperator()

    const number = await registerTask(operator, { ...task, text: 'Прорвало трубу в подвале, топит подъезд.' })
    expect(number).toMatch(/^\d\d-\d{6}$/)
    await board.getByRole('row').filter({ hasText: number }).waitFor()

    await call.hangUp()
    const row = log.getByRole('row').filter({ hasText: resident.shown }).filter({ hasText: 'отвечен' })
    await row.first().waitFor()
    const callId = await logAgreesWithLedger(log)
    await call.checkRecording(log, callId)
    // the only thing a browser may complain of: the question who is signed in, before anybody was
    const known = 'Failed to load resource: the server responded with a status of 401 (Unauthorized)'
    for (const page of [operator, board, log])
      expect(page.problems.filter((one) => one !== known)).toEqual([])
  })

  /** Calls of the ledger file are those of the log, each once, with the ledger's own times. Answers the one call's id. */
  async function logAgreesWithLedger(page: BrowserPage): Promise<string> {
    const { file, source } = world.ledger
    const translate = source === 'asterisk' ? translateCel : translateEmbedded
    const events = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap((line, index) => translate(line, `test:${index}`, source))
    const arrived = events.filter((event) => event.type === 'call.arrived')
    const answer = await page.request.get(`${world.origin}/api/calls?limit=200`)
    const { calls }: { calls: Call[] } = await answer.json()
    const logged = calls.filter((call) => call.source === source)
    expect(logged.map((call) => call.id)).toEqual(arrived.map((event) => `${source}:${event.callId}`))
    const [only] = logged
    expect(only).toMatchObject({
      state: 'ended',
      result: 'answered',
      endedBy: 'caller',
      from: resident.number,
    })
    expect(only?.arrivedAt).toBe(arrived[0]?.at)
    // Asterisk tells of the end twice, the caller's first
    expect(only?.endedAt).toBe(events.find((event) => event.type === 'call.ended')?.at)
    return only?.id ?? ''
  }
})
