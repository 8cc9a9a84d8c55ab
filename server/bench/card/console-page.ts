import { z } from 'zod'
import { openBrowser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { goOnLine, signIn } from '#server/testing/browser/desk-pages.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const Painted = z.tuple([z.array(z.string()), z.number()])

export interface ConsolePage {
  /** Resolves with the moment (ms since 1970) when the card that names this resident stood painted. */
  painted(resident: string): Promise<number>
  close(): Promise<void>
}

/** The operator's console in Chromium, on the line. */
export async function openConsole(origin: string): Promise<ConsolePage> {
  const browser = await openBrowser()
  const page = await browser.newPage()
  const waiting = new Map<string, (at: number) => void>()
  await page.exposeFunction('painted', (...given: unknown[]) => {
    const [residents, at] = Painted.parse(given)
    for (const resident of residents) waiting.get(resident)?.(at)
  })
  await signIn(page, { origin, login: 'operator1', password: demoPassword, path: '/console' })
  await goOnLine(page)
  await watchCard(page)
  return {
    painted: (resident) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(resident)
          reject(new Error(`the card of ${resident} did not come in 10 s`))
        }, 10_000)
        waiting.set(resident, (at) => {
          clearTimeout(timer)
          waiting.delete(resident)
          resolve(at)
        })
      }),
    close: () => browser.close(),
  }
}

/** Tells the residents that the card names, once it is painted: mutation, animation frame, first task after it. */
const watchCard = (page: BrowserPage): Promise<void> =>
  page.evaluate(`(() => {
    let shown = ''
    const look = () => {
      const card = document.querySelector('section[aria-labelledby="caller-title"]')
      const residents = card?.textContent.match(/Житель-\\d+/g) ?? []
      const now = residents.join()
      if (now === shown) return
      shown = now
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          window.painted([...new Set(residents)], performance.timeOrigin + performance.now())
        }
        channel.port2.postMessage(null)
      })
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
  })()`)
