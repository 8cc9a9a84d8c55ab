import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSoftphoneDesk } from '../browser/softphone-desk.ts'
import { softphoneFixture } from '../browser/softphone-fixture.ts'
import { openOperator, type OperatorPage } from '../browser/softphone-pages.ts'

const test = softphoneFixture()

describe('the phone', () => {
  it('registers at another server when it is told to, without a reload; the talk goes on', async () => {
    const other = await openSoftphoneDesk(test.files)
    try {
      await test.talk()
      const credentials = other.credentials('operator1')
      await test.operator.page.evaluate(`phone.configure(${JSON.stringify(credentials)})`)
      await expect
        .poll(async () => (await test.operator.phone()).registration)
        .toMatchObject({ state: 'registered', server: credentials.server })
      expect(other.pbx.live().operators).toMatchObject([{ sipUsername: 'operator1', state: 'available' }])
      expect((await test.operator.call())?.state).toBe('talking')
      const before = await test.heardByResident()
      await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
      await test.operator.act('hangUp')
      await test.resident.getByText('Разговор завершён.').waitFor()
      expect(await test.operator.page.evaluate('performance.getEntriesByType("navigation").length')).toBe(1)
    } finally {
      await other.close()
    }
  })

  it('says that its secret was refused', async () => {
    const wrong = { ...test.desk.credentials('operator2'), ha1: '0'.repeat(32) }
    await test.operator.page.evaluate(`phone.configure(${JSON.stringify(wrong)})`)
    await expect
      .poll(async () => (await test.operator.phone()).registration)
      .toMatchObject({ state: 'failed', reason: 'refused' })
  })
})

describe('a call-back', () => {
  it('rings on the resident’s page, which stayed registered, and is talked on', async () => {
    await test.talk()
    await test.operator.act('hangUp')
    await test.resident.getByText('Разговор завершён.').waitFor()
    await test.operator.page.evaluate(`phone.dial('+79220000001')`)
    await test.resident.getByText('Диспетчерская перезванивает вам.').waitFor()
    expect(await test.operator.call()).toMatchObject({ direction: 'out', state: 'dialling' })
    await test.resident.getByRole('button', { name: 'Ответить' }).click()
    await expect.poll(async () => (await test.operator.call())?.state).toBe('talking')
    await expect.poll(test.heardByOperator).toBeGreaterThan(0.001)
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    await test.resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await test.operator.call())?.endReason).toBe('remote')
  })
})

describe('a lost socket', () => {
  it('is not heard: the talk goes on, the phone registers again, and can still hang up', async () => {
    await test.talk()
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    test.desk.sockets[0]?.destroy()
    await test.operator.page.waitForFunction(`phone.snapshot().registration.state === 'connecting'`)
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
    await test.operator.page.waitForFunction(`phone.snapshot().registration.state === 'registered'`)
    expect((await test.operator.call())?.state).toBe('talking')
    const after = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(after + 0.001)
    await test.operator.act('hangUp')
    await test.resident.getByText('Разговор завершён.').waitFor()
  })
})

describe('a second operator', () => {
  let colleague: OperatorPage
  beforeEach(async () => {
    // Busy with nothing, but paused: the queue must not offer it the resident's call.
    colleague = await openOperator(test.browser, test.desk, 'operator2', { isPaused: true })
    await colleague.page.waitForFunction(`phone.snapshot().registration.state === 'registered'`)
  })
  afterEach(() => colleague.page.context().close())
  const colleagueHears = async (): Promise<number> => (await colleague.stats())?.inbound.energy ?? 0

  it('gets the resident by a blind transfer, and both hear each other', async () => {
    await test.talk()
    const transfer = test.operator.act('transferBlind', 'operator2')
    await expect.poll(async () => (await colleague.call())?.state).toBe('ringing')
    await colleague.act('answer')
    await transfer
    await expect.poll(async () => (await test.operator.call())?.endReason).toBe('transferred')
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
    await test.resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(colleagueHears).toBeGreaterThan(0.001)
  })

  it('gets the resident by an attended transfer after a consultation', async () => {
    await test.talk()
    const residentsCall = (await test.operator.call())?.id
    const consultation = await test.operator.page.evaluate(`phone.dial('operator2')`)
    await expect.poll(async () => (await colleague.call())?.state).toBe('ringing')
    await colleague.act('answer')
    await expect.poll(colleagueHears).toBeGreaterThan(0.001)
    expect((await test.operator.phone()).calls.find(({ id }) => id === residentsCall)?.held).toBe(true)
    await test.operator.page.evaluate(
      `phone.transferAttended(${JSON.stringify(residentsCall)}, ${JSON.stringify(consultation)})`,
    )
    await expect
      .poll(async () => (await test.operator.phone()).calls.every(({ state }) => state === 'ended'))
      .toBe(true)
    await test.resident.getByText('Разговор идёт').waitFor()
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
    const heard = await colleagueHears()
    await test.resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(colleagueHears).toBeGreaterThan(heard + 0.001)
  })

  it('hears the resident in a conference that the operator’s page mixes', async () => {
    await test.talk()
    await test.operator.page.evaluate(`phone.dial('operator2')`)
    await expect.poll(async () => (await colleague.call())?.state).toBe('ringing')
    await colleague.act('answer')
    await expect.poll(colleagueHears).toBeGreaterThan(0.001)
    await test.operator.page.evaluate('phone.confer()')
    await expect
      .poll(async () => (await test.operator.phone()).calls.map(({ inConference }) => inConference))
      .toEqual([true, true])
    // with the operator muted, what the colleague hears is the resident
    await test.operator.page.evaluate('for (const { id } of phone.snapshot().calls) phone.mute(id)')
    await expect
      .poll(
        async () => {
          const before = await colleagueHears()
          await test.resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
          await new Promise((resolve) => setTimeout(resolve, 1_000))
          return (await colleagueHears()) - before
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0.001)
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
    await colleague.act('hangUp')
    await expect
      .poll(
        async () =>
          (await test.operator.phone()).calls.find(({ state }) => state === 'talking')?.inConference,
      )
      .toBe(false)
  })
})

describe('a reload of the operator’s page', () => {
  it('asks first, and then the talk goes on in the new page', async () => {
    await test.talk()
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    const shown = await test.operator.call()
    let isAsked = false
    test.operator.page.on('dialog', (dialog) => {
      isAsked ||= dialog.type() === 'beforeunload'
      void dialog.accept()
    })
    // Chromium asks only on pages that a person touched.
    await test.operator.page.mouse.click(10, 10)
    await test.operator.page.reload()
    expect(isAsked).toBe(true)
    await test.operator.page.evaluate(
      `phone.configure(${JSON.stringify(test.desk.credentials('operator1'))})`,
    )
    await test.operator.page.evaluate('phone.start()')
    await expect.poll(async () => (await test.operator.call())?.state).toBe('talking')
    expect(await test.operator.call()).toMatchObject({
      remoteNumber: shown?.remoteNumber,
      pbxCallId: shown?.pbxCallId,
    })
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
    await test.resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(test.heardByOperator).toBeGreaterThan(0.001)
    await test.operator.act('hangUp')
    await test.resident.getByText('Разговор завершён.').waitFor()
  })
})
