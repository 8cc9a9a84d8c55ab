import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call } from '#sip/caller/node-caller.ts'
import { openBrowser, type Browser, type BrowserPage } from '../browser.ts'
import { openSoftphoneDesk, type SoftphoneDesk } from '../softphone-desk.ts'
import {
  buildSoftphonePages,
  openOperator,
  openResident,
  residentStats,
  type OperatorPage,
} from '../softphone-pages.ts'

let pages: Awaited<ReturnType<typeof buildSoftphonePages>>
let browser: Browser
let desk: SoftphoneDesk
let operator: OperatorPage
let resident: BrowserPage

beforeAll(async () => {
  pages = await buildSoftphonePages()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await pages.remove()
})
beforeEach(async () => {
  desk = await openSoftphoneDesk(pages.files)
  operator = await openOperator(browser, desk, 'operator1')
  resident = await openResident(browser, desk, 'say=leak&name=Иванова Мария')
  await operator.page.waitForFunction(`phone.snapshot().registration.state === 'registered'`)
})
afterEach(async () => {
  await operator.page.context().close()
  await resident.context().close()
  await desk.close()
})

const ring = async (): Promise<void> => {
  await resident.getByRole('button', { name: 'Позвонить' }).click()
  await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('ringing')
}
const talk = async (): Promise<void> => {
  await ring()
  await operator.act('answer')
  await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('talking')
  await resident.getByText('Разговор идёт').waitFor()
}
/** Grows for as long as sound arrives there. */
const heardByOperator = async (): Promise<number> => (await operator.stats())?.inbound.energy ?? 0
const heardByResident = async (): Promise<number> => (await residentStats(resident)).inbound.energy

describe('a resident calls from a page and an operator answers in another', () => {
  it('rings, is answered, and both hear each other', async () => {
    await ring()
    expect(await operator.call()).toMatchObject({ remoteNumber: '+79220000001', remoteName: 'Иванова Мария' })
    expect((await operator.call())?.pbxCallId).toMatch(/^embedded:/)
    expect((await operator.phone()).ringtone).toBe('sounding')
    await operator.act('answer')
    await resident.getByText('Разговор идёт').waitFor()
    await expect.poll(heardByOperator, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    expect((await operator.phone()).ringtone).toBe('quiet')
    expect(operator.page.problems).toEqual([])
    expect(resident.problems).toEqual([])
  })

  it('ends for both when the operator hangs up', async () => {
    await talk()
    await operator.act('hangUp')
    await resident.getByText('Разговор завершён.').waitFor()
    expect((await operator.call())?.endReason).toBe('local')
  })

  it('ends for both when the resident hangs up', async () => {
    await talk()
    await resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await operator.call())?.endReason).toBe('remote')
    await resident.getByText('Вы завершили звонок.').waitFor()
  })

  it('stops ringing when the resident gives up', async () => {
    await ring()
    await resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await operator.call())?.endReason).toBe('cancelled')
  })

  it('tells the resident the place in the queue when nobody is free', async () => {
    await operator.page.evaluate('phone.stop()')
    await resident.getByRole('button', { name: 'Позвонить' }).click()
    await resident.getByText('Вы первый в очереди').waitFor()
    expect(desk.pbx.live()).toMatchObject({ waiting: 1, operators: [] })
  })
})

describe('in the talk', () => {
  it('a held resident is told to wait and hears nothing until resumed', async () => {
    await talk()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await operator.act('hold')
    expect((await operator.call())?.held).toBe(true)
    await resident.getByText('Оставайтесь на линии').waitFor()
    const level = await silentSpan(heardByResident)
    expect(level).toBeLessThan(0.0001)
    await operator.act('resume')
    expect((await operator.call())?.held).toBe(false)
    await resident.getByText('Разговор идёт').waitFor()
    const before = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
  })

  it('a muted operator is not heard but hears', async () => {
    await talk()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await operator.act('mute')
    expect(await silentSpan(heardByResident)).toBeLessThan(0.0001)
    const before = await heardByOperator()
    await resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(heardByOperator, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    await operator.act('unmute')
    const heard = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(heard + 0.001)
  })

  it('keys of the resident’s page go out as telephone events and do no harm', async () => {
    await talk()
    await resident.evaluate(`vakhtaCall.connection().getSenders()[0].dtmf.ontonechange = (event) => {
      window.tones = (window.tones ?? '') + event.tone
    }`)
    const keys = resident.getByRole('group', { name: 'Клавиши телефона' })
    await keys.getByRole('button', { name: '5' }).click()
    await keys.getByRole('button', { name: 'решётка' }).click()
    await expect.poll(() => resident.evaluate('window.tones'), { timeout: 10_000 }).toBe('5#')
    expect((await operator.call())?.state).toBe('talking')
    expect(resident.problems).toEqual([])
  })

  it('keys of the operator reach the other side as RFC 4733 events', async () => {
    const made = await call({
      credentials: desk.credentials('caller-in-node', { kind: 'caller', number: '+79220000009' }),
      speech: { sample: 'lift' },
    })
    await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('ringing')
    await operator.act('answer')
    await made.answered
    await expect.poll(heardByOperator, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await expect.poll(() => made.heard().energy, { timeout: 10_000 }).toBeGreaterThan(0.001)
    expect(await operator.act('sendDtmf', '12#')).toBe(true)
    await expect.poll(() => made.digits(), { timeout: 10_000 }).toBe('12#')
    await operator.act('hold')
    expect((await operator.call())?.held).toBe(true)
    await operator.act('resume')
    const before = made.heard().energy
    await expect.poll(() => made.heard().energy, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    await made.hangUp()
    await expect.poll(async () => (await operator.call())?.endReason).toBe('remote')
    await made.stop()
  })
})

describe('the phone', () => {
  it('registers at another server when it is told to, without a reload; the talk goes on', async () => {
    const other = await openSoftphoneDesk(pages.files)
    try {
      await talk()
      const credentials = other.credentials('operator1')
      await operator.page.evaluate(`phone.configure(${JSON.stringify(credentials)})`)
      await expect
        .poll(async () => (await operator.phone()).registration, { timeout: 10_000 })
        .toMatchObject({ state: 'registered', server: credentials.server })
      expect(other.pbx.live().operators).toMatchObject([{ sipUsername: 'operator1', state: 'available' }])
      expect((await operator.call())?.state).toBe('talking')
      const before = await heardByResident()
      await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
      await operator.act('hangUp')
      await resident.getByText('Разговор завершён.').waitFor()
      expect(await operator.page.evaluate('performance.getEntriesByType("navigation").length')).toBe(1)
    } finally {
      await other.close()
    }
  })

  it('says that its secret was refused', async () => {
    const wrong = { ...desk.credentials('operator2'), ha1: '0'.repeat(32) }
    await operator.page.evaluate(`phone.configure(${JSON.stringify(wrong)})`)
    await expect
      .poll(async () => (await operator.phone()).registration, { timeout: 10_000 })
      .toMatchObject({ state: 'failed', reason: 'refused' })
  })
})

describe('a call-back', () => {
  it('rings on the resident’s page, which stayed registered, and is talked on', async () => {
    await talk()
    await operator.act('hangUp')
    await resident.getByText('Разговор завершён.').waitFor()
    await operator.page.evaluate(`phone.dial('+79220000001')`)
    await resident.getByText('Диспетчерская перезванивает вам.').waitFor()
    expect(await operator.call()).toMatchObject({ direction: 'out', state: 'dialling' })
    await resident.getByRole('button', { name: 'Ответить' }).click()
    await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('talking')
    await expect.poll(heardByOperator, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await operator.call())?.endReason).toBe('remote')
  })
})

describe('a lost socket', () => {
  it('is not heard: the talk goes on, the phone registers again, and can still hang up', async () => {
    await talk()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    desk.sockets[0]?.destroy()
    await operator.page.waitForFunction(`phone.snapshot().registration.state === 'connecting'`)
    const before = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    await operator.page.waitForFunction(`phone.snapshot().registration.state === 'registered'`)
    expect((await operator.call())?.state).toBe('talking')
    const after = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(after + 0.001)
    await operator.act('hangUp')
    await resident.getByText('Разговор завершён.').waitFor()
  })
})

describe('a second operator', () => {
  let colleague: OperatorPage
  beforeEach(async () => {
    // Busy with nothing, but paused: the queue must not offer it the resident's call.
    colleague = await openOperator(browser, desk, 'operator2', { isPaused: true })
    await colleague.page.waitForFunction(`phone.snapshot().registration.state === 'registered'`)
  })
  afterEach(() => colleague.page.context().close())
  const colleagueHears = async (): Promise<number> => (await colleague.stats())?.inbound.energy ?? 0

  it('gets the resident by a blind transfer, and both hear each other', async () => {
    await talk()
    const transfer = operator.act('transferBlind', 'operator2')
    await expect.poll(async () => (await colleague.call())?.state, { timeout: 10_000 }).toBe('ringing')
    await colleague.act('answer')
    await transfer
    await expect.poll(async () => (await operator.call())?.endReason, { timeout: 10_000 }).toBe('transferred')
    const before = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    await resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(colleagueHears, { timeout: 10_000 }).toBeGreaterThan(0.001)
  })

  it('gets the resident by an attended transfer after a consultation', async () => {
    await talk()
    const residentsCall = (await operator.call())?.id
    const consultation = await operator.page.evaluate(`phone.dial('operator2')`)
    await expect.poll(async () => (await colleague.call())?.state, { timeout: 10_000 }).toBe('ringing')
    await colleague.act('answer')
    await expect.poll(colleagueHears, { timeout: 10_000 }).toBeGreaterThan(0.001)
    expect((await operator.phone()).calls.find(({ id }) => id === residentsCall)?.held).toBe(true)
    await operator.page.evaluate(
      `phone.transferAttended(${JSON.stringify(residentsCall)}, ${JSON.stringify(consultation)})`,
    )
    await expect
      .poll(async () => (await operator.phone()).calls.every(({ state }) => state === 'ended'))
      .toBe(true)
    await resident.getByText('Разговор идёт').waitFor()
    const before = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    const heard = await colleagueHears()
    await resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(colleagueHears, { timeout: 10_000 }).toBeGreaterThan(heard + 0.001)
  })
})

describe('a reload of the operator’s page', () => {
  it('asks first, and then the talk goes on in the new page', async () => {
    await talk()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(0.001)
    const shown = await operator.call()
    let isAsked = false
    operator.page.on('dialog', (dialog) => {
      isAsked ||= dialog.type() === 'beforeunload'
      void dialog.accept()
    })
    // Chromium asks only on pages that a person touched.
    await operator.page.mouse.click(10, 10)
    await operator.page.reload()
    expect(isAsked).toBe(true)
    await operator.page.evaluate(`phone.configure(${JSON.stringify(desk.credentials('operator1'))})`)
    await operator.page.evaluate('phone.start()')
    await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('talking')
    expect(await operator.call()).toMatchObject({
      remoteNumber: shown?.remoteNumber,
      pbxCallId: shown?.pbxCallId,
    })
    const before = await heardByResident()
    await expect.poll(heardByResident, { timeout: 10_000 }).toBeGreaterThan(before + 0.001)
    await resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(heardByOperator, { timeout: 10_000 }).toBeGreaterThan(0.001)
    await operator.act('hangUp')
    await resident.getByText('Разговор завершён.').waitFor()
  })
})

/** How much a meter grew in the quietest of some spans: packets under way may still carry sound at first. */
async function silentSpan(meter: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  await expect
    .poll(
      async () => {
        const before = await meter()
        await new Promise((resolve) => setTimeout(resolve, 1_200))
        least = Math.min(least, (await meter()) - before)
        return least
      },
      { timeout: 8_000, interval: 100 },
    )
    .toBeLessThan(0.0001)
  return least
}
