import { z } from 'zod'
import type { Browser } from '#server/testing/browser/browser.ts'
import type { Session } from '../call-to-board/boards.ts'
import { quantile } from '../stats.ts'

/** Whether the page takes the snapshot packed or, as pages without DecompressionStream do, plain. */
export type Way = 'packed' | 'plain'

export interface Opening {
  /** From the navigation to the first rows painted, ms. */
  shownMs: number
  /** From the snapshot's last byte at the socket to the first rows painted, ms. */
  mountMs: number
  /** Of frames while the list is scrolled through, the slowest but five of a hundred, ms. */
  frameMs: number
  /** What the browser's main thread was busy with meanwhile, ms: tasks over 50 ms. */
  longTasksMs: number
  /** Bytes that came over the socket. */
  bytes: number
}

const Shown = z.object({
  at: z.number(),
  snapshotAt: z.number(),
  longTasksMs: z.number(),
  bytes: z.number(),
})

/** Opens the board in a context of its own and waits until the table's rows are painted. */
export async function openBoardPage(
  browser: Browser,
  origin: string,
  session: Session,
  way: Way,
): Promise<Opening> {
  const page = await browser.newPage()
  try {
    const [name = '', value = ''] = session.cookie.split('=')
    await page.context().addCookies([{ name, value, url: origin }])
    if (way === 'plain') await page.addInitScript('delete globalThis.DecompressionStream')
    await page.addInitScript(watchRows)
    await page.goto(`${origin}/board`, { waitUntil: 'commit' })
    const found = await page.waitForFunction(() => Reflect.get(globalThis, 'rowsShown'), undefined, {
      polling: 200,
    })
    const shown = Shown.parse(await found.jsonValue())
    const frames = z.array(z.number()).parse(await page.evaluate(scrollThrough))
    return {
      shownMs: shown.at,
      mountMs: shown.at - shown.snapshotAt,
      frameMs: quantile(frames, 0.95),
      longTasksMs: shown.longTasksMs,
      bytes: shown.bytes,
    }
  } finally {
    await page.context().close()
  }
}

/** Runs in the page, as text: says so once a row stands painted (mutation, animation frame, first task after it). */
const watchRows = `
  let bytes = 0
  let snapshotAt = 0
  let largest = 0
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        const size = typeof data === 'string' ? new Blob([data]).size : data.byteLength ?? data.size
        bytes += size
        if (size < largest) return
        largest = size
        snapshotAt = performance.now()
      })
    }
  }
  let longTasksMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasksMs += duration
  }).observe({ type: 'longtask', buffered: true })
  const observer = new MutationObserver(() => {
    if (document.querySelector('[data-task]') === null) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        const at = performance.now()
        // a long task is told after its end
        setTimeout(() => (window.rowsShown = { at, snapshotAt, longTasksMs, bytes }), 100)
      }
      channel.port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
`

/** Runs in the page, as text: three rows a frame, as a hand on the wheel; answers the length of each frame. */
const scrollThrough = `new Promise((resolve) => {
  const list = document.querySelector('[data-task]').closest('.body')
  const frames = []
  let last = 0
  const step = (at) => {
    if (last > 0) frames.push(at - last)
    last = at
    list.scrollTop += 110
    if (frames.length < 240) requestAnimationFrame(step)
    else resolve(frames)
  }
  // what came with the opening is over
  setTimeout(() => requestAnimationFrame(step), 500)
})`
