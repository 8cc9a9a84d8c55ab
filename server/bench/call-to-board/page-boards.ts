import { z } from 'zod'
import { openBrowser } from '#server/testing/browser/browser.ts'
import type { OpenBoards } from './boards.ts'

const Painted = z.tuple([z.string(), z.number()])

/**
 * Boards as people see them: pages in Chromium. A call counts when the frame that shows its number has been painted:
 * the mutation, then the next animation frame, then the first task after it.
 */
export const openPageBoards: OpenBoards = async (origin, session, count, arrivals) => {
  const browser = await openBrowser()
  const [name = '', value = ''] = session.cookie.split('=')
  for (let board = 0; board < count; board++) {
    const page = await browser.newPage()
    await page.context().addCookies([{ name, value, url: origin }])
    await page.exposeFunction('painted', (...given: unknown[]) => {
      const [digits, epochMs] = Painted.parse(given)
      // both clocks follow the machine's
      arrivals.seen(`+${digits}`, board, { at: epochMs - performance.timeOrigin })
    })
    await page.goto(`${origin}/board`)
    await page.locator('section[aria-labelledby="board-ringing"]').waitFor()
    await page.evaluate(watchRinging)
  }
  return () => browser.close()
}

/** Runs in the page, as text: it tells each number that begins to stand among the ringing ones, once it is painted. */
const watchRinging = `(() => {
  const panel = document.querySelector('section[aria-labelledby="board-ringing"]')
  let shown = new Set()
  const look = () => {
    const now = new Set([...panel.querySelectorAll('li')].flatMap((item) =>
      item.textContent.replace(/[\\s()-]/g, '').match(/7999\\d{7}/g) ?? []))
    const fresh = [...now].filter((digits) => !shown.has(digits))
    shown = now
    if (fresh.length === 0) return
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        const at = performance.timeOrigin + performance.now()
        for (const digits of fresh) window.painted(digits, at)
      }
      channel.port2.postMessage(null)
    })
  }
  new MutationObserver(look).observe(panel, { childList: true, subtree: true, characterData: true })
})()`
