import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserPage } from '#server/testing/browser/browser.ts'
import {
  kept,
  layoutFile,
  lookFolder,
  pictureOf,
  pictureSizes,
  themes,
  type KeptLayout,
} from '#server/testing/look/kept-layout.ts'
import { landmarksOf } from '#server/testing/look/landmarks.ts'
import { settled, tour } from '#server/testing/look/tour.ts'
import { zoneOfAfternoon } from '#server/testing/look/afternoon.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'
import { lookPage, type Pictured } from './look-page.ts'

const mocks = path.join(lookFolder, 'mocks')
/** Small, and legible: text stays sharp enough to be read at its own size. */
const quality = 50

/**
 * `npm run docs:look`: every sight of the tour by day and by night on two screens, what stands where in them, and the
 * page that puts them beside the mocks.
 */
export async function walkLook(browser: Browser): Promise<void> {
  const world = await embeddedWorld(browser, { TIME_ZONE: zoneOfAfternoon() })
  const layout: KeptLayout = {}
  const pictured: Pictured[] = []
  for (const file of await readdir(lookFolder).catch(() => []))
    if (file.endsWith('.webp')) await rm(path.join(lookFolder, file))
  await mkdir(mocks, { recursive: true })
  try {
    for await (const { name, what, page } of tour(browser, world)) {
      const boxes: KeptLayout[string] = {}
      for (const size of pictureSizes) {
        await page.setViewportSize(size)
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await settled(page)
        boxes[size.width] = kept(await landmarksOf(page))
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme })
          await picture(page, path.join(lookFolder, pictureOf(name, size.width, colorScheme)))
        }
        await page.emulateMedia({ colorScheme: 'light' })
      }
      await page.setViewportSize({ width: 1366, height: 768 })
      layout[name] = boxes
      pictured.push({ name, what })
      process.stdout.write(`${name}: ${what}\n`)
    }
  } finally {
    await world.close()
  }
  await writeFile(layoutFile, `${linesOf(layout)}\n`)
  await writeFile(path.join(lookFolder, '../look.md'), lookPage(pictured, await readdir(mocks)))
}

/** One box a line: a change of the layout reads as what moved. */
const linesOf = (layout: KeptLayout): string =>
  JSON.stringify(layout, null, 1).replace(
    /\[\s+("[^"]*"),\s+(-?\d+),\s+(-?\d+),\s+(-?\d+),\s+(-?\d+)\s+\]/g,
    '[$1, $2, $3, $4, $5]',
  )

async function picture(page: BrowserPage, file: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality })
  await devtools.detach()
  await writeFile(file, Buffer.from(data, 'base64'))
}

/** The mocks that the page shows, small; done when they have changed, from the folder of the design. */
export async function copyMocks(browser: Browser, from: string, names: readonly string[]): Promise<void> {
  await mkdir(mocks, { recursive: true })
  for (const name of names) {
    const page = await browser.newPage({ viewport: { width: 2560, height: 1440 } })
    await page.goto(pathToFileURL(path.join(from, `${name}.png`)).href)
    const box = await page.locator('img').boundingBox()
    await page.setViewportSize({ width: box?.width ?? 1366, height: box?.height ?? 768 })
    await picture(page, path.join(mocks, `${name}.webp`))
    await page.context().close()
  }
}
