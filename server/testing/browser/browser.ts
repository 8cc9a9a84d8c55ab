import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'

/** Debian's Chromium; another one by CHROMIUM. */
const defaultPath = '/usr/bin/chromium'

/**
 * What headless tests need: no sandbox (tests run as root in containers), a microphone that beeps without a question,
 * sound without a click, and none of the traffic that a browser makes by itself.
 */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

export interface BrowserPage extends Page {
  /** Errors of the page so far: uncaught exceptions and what it wrote with console.error. */
  readonly problems: string[]
}

export interface Browser {
  /** A page in a context of its own: no cookies or storage are shared with the others. */
  newPage(options?: { locale?: string; viewport?: { width: number; height: number } }): Promise<BrowserPage>
  close(): Promise<void>
}

/** Starts one headless Chromium; everything it wrote is gone after `close`. */
export async function openBrowser(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'vakhta-chromium-'))
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? defaultPath,
    args: flags,
    // Crash reports and caches go here and not into the home directory, which may not be writable.
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
  })
  return {
    newPage: async ({ locale = 'ru-RU', viewport = { width: 1366, height: 768 } } = {}) => {
      const context = await browser.newContext({ locale, viewport, permissions: ['microphone'] })
      // a wait that ends early costs nothing; a loaded machine is no fault of the page's
      context.setDefaultTimeout(60_000)
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      return Object.assign(page, { problems })
    },
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
