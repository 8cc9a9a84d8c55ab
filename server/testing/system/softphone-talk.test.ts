import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import { call } from '#sip/caller/node-caller.ts'
import { softphoneFixture } from '../browser/softphone-fixture.ts'

const test = softphoneFixture()

describe('a resident calls from a page and an operator answers in another', () => {
  it('rings, is answered, and both hear each other', async () => {
    await test.ring()
    expect(await test.operator.call()).toMatchObject({
      remoteNumber: '+79220000001',
      remoteName: 'Иванова Мария',
    })
    expect((await test.operator.call())?.pbxCallId).toMatch(/^embedded:/)
    expect((await test.operator.phone()).ringtone).toBe('sounding')
    await test.operator.act('answer')
    await test.resident.getByText('Разговор идёт').waitFor()
    await expect.poll(test.heardByOperator).toBeGreaterThan(0.001)
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    expect((await test.operator.phone()).ringtone).toBe('quiet')
    expect(test.operator.page.problems).toEqual([])
    expect(test.resident.problems).toEqual([])
  })

  it('ends for both when the operator hangs up', async () => {
    await test.talk()
    await test.operator.act('hangUp')
    await test.resident.getByText('Разговор завершён.').waitFor()
    expect((await test.operator.call())?.endReason).toBe('local')
  })

  it('ends for both when the resident hangs up', async () => {
    await test.talk()
    await test.resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await test.operator.call())?.endReason).toBe('remote')
    await test.resident.getByText('Вы завершили звонок.').waitFor()
  })

  it('stops ringing when the resident gives up', async () => {
    await test.ring()
    await test.resident.getByRole('button', { name: 'Завершить' }).click()
    await expect.poll(async () => (await test.operator.call())?.endReason).toBe('cancelled')
  })

  it('tells the resident the place in the queue when nobody is free', async () => {
    await test.operator.page.evaluate('phone.stop()')
    await test.resident.getByRole('button', { name: 'Позвонить' }).click()
    await test.resident.getByText('Вы первый в очереди').waitFor()
    expect(test.desk.pbx.live()).toMatchObject({ waiting: 1, operators: [] })
  })
})

describe('in the talk', () => {
  it('a held resident is told to wait and hears nothing until resumed', async () => {
    await test.talk()
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    await test.operator.act('hold')
    expect((await test.operator.call())?.held).toBe(true)
    await test.resident.getByText('Оставайтесь на линии').waitFor()
    const level = await silentSpan(test.heardByResident)
    expect(level).toBeLessThan(0.0001)
    await test.operator.act('resume')
    expect((await test.operator.call())?.held).toBe(false)
    await test.resident.getByText('Разговор идёт').waitFor()
    const before = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(before + 0.001)
  })

  it('a muted operator is not heard but hears', async () => {
    await test.talk()
    await expect.poll(test.heardByResident).toBeGreaterThan(0.001)
    await test.operator.act('mute')
    expect(await silentSpan(test.heardByResident)).toBeLessThan(0.0001)
    const before = await test.heardByOperator()
    await test.resident.getByRole('button', { name: 'Сказать ещё раз' }).click()
    await expect.poll(test.heardByOperator).toBeGreaterThan(before + 0.001)
    await test.operator.act('unmute')
    const heard = await test.heardByResident()
    await expect.poll(test.heardByResident).toBeGreaterThan(heard + 0.001)
  })

  it('keys of the resident’s page go out as telephone events and do no harm', async () => {
    await test.talk()
    await test.resident.evaluate(`vakhtaCall.connection().getSenders()[0].dtmf.ontonechange = (event) => {
      window.tones = (window.tones ?? '') + event.tone
    }`)
    const keys = test.resident.getByRole('group', { name: 'Клавиши телефона' })
    await keys.getByRole('button', { name: '5' }).click()
    await keys.getByRole('button', { name: 'решётка' }).click()
    await expect.poll(() => test.resident.evaluate('window.tones')).toBe('5#')
    expect((await test.operator.call())?.state).toBe('talking')
    expect(test.resident.problems).toEqual([])
  })

  it('keys of the operator reach the other side as RFC 4733 events', async () => {
    const made = await call({
      credentials: test.desk.credentials('caller-in-node', { kind: 'caller', number: '+79220000009' }),
      speech: { sample: 'lift' },
    })
    await expect.poll(async () => (await test.operator.call())?.state).toBe('ringing')
    await test.operator.act('answer')
    await made.answered
    await expect.poll(test.heardByOperator).toBeGreaterThan(0.001)
    await expect.poll(() => made.heard().energy).toBeGreaterThan(0.001)
    expect(await test.operator.act('sendDtmf', '12#')).toBe(true)
    await expect.poll(() => made.digits()).toBe('12#')
    await test.operator.act('hold')
    expect((await test.operator.call())?.held).toBe(true)
    await test.operator.act('resume')
    const before = made.heard().energy
    await expect.poll(() => made.heard().energy).toBeGreaterThan(before + 0.001)
    await made.hangUp()
    await expect.poll(async () => (await test.operator.call())?.endReason).toBe('remote')
    await made.stop()
  })
})

describe('the call page', () => {
  it('has no barrier that axe knows of, before and in a talk', async () => {
    expect((await new AxeBuilder({ page: test.resident }).analyze()).violations).toEqual([])
    await test.talk()
    expect((await new AxeBuilder({ page: test.resident }).analyze()).violations).toEqual([])
  })

  it('asks for a number that can be called back', async () => {
    await test.resident.getByLabel('Ваш номер телефона').fill('звоните')
    await test.resident.getByRole('button', { name: 'Позвонить' }).click()
    await test.resident.getByRole('alert').getByText('Введите номер телефона').waitFor()
    expect(test.desk.pbx.live().waiting).toBe(0)
  })
})

describe('the button for other sites', () => {
  it('opens the call page of the Vakhta that served it', async () => {
    await test.resident.setContent(
      `<script src="${test.desk.origin}/call-button.js"></script>
       <vakhta-call-button label="Позвонить нам"></vakhta-call-button>`,
    )
    const opened = test.resident.waitForEvent('popup')
    await test.resident.getByRole('button', { name: 'Позвонить нам' }).click()
    const popup = await opened
    await popup.getByRole('heading', { name: 'Позвонить в диспетчерскую' }).waitFor()
    expect(popup.url()).toBe(`${test.desk.origin}/call`)
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
      { timeout: 60_000, interval: 100 },
    )
    .toBeLessThan(0.0001)
  return least
}
