import { asteriskEnv } from './asterisk-env.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { asteriskCli } from './asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from './asterisk.ts'
import type { Browser, BrowserPage } from '../browser/browser.ts'
import { openLine, type CuttableLine } from '../database/cuttable-line.ts'
import { createTestDatabase } from '../database/database.ts'
import { goOnLine, signIn } from '../browser/desk-pages.ts'
import { startProduct, until, type Product } from '../product/product.ts'
import { quietLog } from '../people/quiet-log.ts'
import { people } from '../worlds/world.ts'

/** The product on a real Asterisk, with operators whose microphones give a tone each. */
export interface PhoneWorld {
  asterisk: TestAsterisk
  product: Product
  /** Signed in on the console; its way to the product can be cut. */
  operator(browser: Browser, login: string, hertz: number): Promise<Operator>
  /** Ends all calls, closes the operators' pages and waits until nobody is on the line: the next test begins anew. */
  clear(): Promise<void>
  close(): Promise<void>
}

export interface Operator {
  page: BrowserPage
  origin: string
  line: CuttableLine
  /** Another window of the same browser. */
  newWindow: () => Promise<Page>
  /** From an empty page to a telephone on the line: the pace of this machine at this moment. */
  secondsToOpen: number
}

export async function openPhoneWorld(): Promise<PhoneWorld> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-phones-'))
  const database = await createTestDatabase()
  const asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: quietLog,
    queue: { ringSeconds: 30 },
  })
  const product = await startProduct({
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      DEMO: '1',
      ...asteriskEnv(asterisk),
    },
  })
  const lines: CuttableLine[] = []
  const pages = new Set<BrowserPage>()
  return {
    asterisk,
    product,
    async operator(browser, login, hertz) {
      const line = await openLine(product.port)
      lines.push(line)
      const origin = `http://127.0.0.1:${line.port}`
      const page = await browser.newPage()
      pages.add(page)
      await page.context().addInitScript(singing(hertz))
      const startedAt = performance.now()
      await signIn(page, { origin, login, password: people.operator.password, path: '/console' })
      await goOnLine(page)
      const secondsToOpen = (performance.now() - startedAt) / 1000
      const newWindow = async (): Promise<Page> => {
        const made = await page.context().newPage()
        await made.goto(`${origin}/console`)
        return made
      }
      return { page, origin, line, newWindow, secondsToOpen }
    },
    async clear() {
      for (const page of pages) await page.context().close()
      pages.clear()
      const { running } = asterisk
      await asteriskCli(running, 'channel request hangup all')
      await until(
        async () =>
          (await asteriskCli(running, 'core show channels concise')).trim() === '' &&
          !(await asteriskCli(running, 'pjsip show contacts')).includes(' op-'),
        60_000,
        'nobody on the line',
      )
    },
    async close() {
      for (const line of lines) await line.stop()
      await product.stop()
      await asterisk.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The microphone of the page: a sine of that pitch, by which its voice is known at the other end. */
const singing = (hertz: number): string => `
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext()
    const tone = new OscillatorNode(context, { frequency: ${hertz} })
    const volume = new GainNode(context, { gain: 0.3 })
    const out = context.createMediaStreamDestination()
    tone.connect(volume).connect(out)
    tone.start()
    await context.resume()
    return out.stream
  }
  window.keptConnections = []
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args) {
      const connection = new target(...args)
      window.keptConnections.push(connection)
      return connection
    },
  })
`
