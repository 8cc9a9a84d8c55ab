import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser, type Browser, type BrowserPage } from './browser.ts'
import { openSoftphoneDesk, type SoftphoneDesk } from './softphone-desk.ts'
import {
  buildSoftphonePages,
  openOperator,
  openResident,
  residentStats,
  type OperatorPage,
} from './softphone-pages.ts'

/** An operator and a resident in two pages of one browser, with an embedded PBX between them; anew for each test. */
export interface SoftphoneFixture {
  readonly files: string
  readonly browser: Browser
  readonly desk: SoftphoneDesk
  readonly operator: OperatorPage
  readonly resident: BrowserPage
  /** The resident calls until the operator's phone rings. */
  ring: () => Promise<void>
  /** Until both talk. */
  talk: () => Promise<void>
  /** Energy so far: grows for as long as sound arrives there. */
  heardByOperator: () => Promise<number>
  heardByResident: () => Promise<number>
}

/** Call it at the top of a test file: it sets the hooks. */
export function softphoneFixture(): SoftphoneFixture {
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
    resident = await openResident(browser, desk, 'number=%2B79220000001&say=leak&name=Иванова Мария')
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
  return {
    get files() {
      return pages.files
    },
    get browser() {
      return browser
    },
    get desk() {
      return desk
    },
    get operator() {
      return operator
    },
    get resident() {
      return resident
    },
    ring,
    talk: async () => {
      await ring()
      await operator.act('answer')
      await expect.poll(async () => (await operator.call())?.state, { timeout: 10_000 }).toBe('talking')
      await resident.getByText('Разговор идёт').waitFor()
    },
    heardByOperator: async () => (await operator.stats())?.inbound.energy ?? 0,
    heardByResident: async () => (await residentStats(resident)).inbound.energy,
  }
}
