import { stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriersOf } from '#server/testing/barriers.ts'
import { openBrowser, type Browser, type BrowserPage } from '#server/testing/browser/browser.ts'
import { layoutFaults } from '#server/testing/browser/layout-faults.ts'
import { lookFolder, pictureOf, pictureSizes, readLayout, themes } from '#server/testing/look/kept-layout.ts'
import { landmarksOf, movedSince } from '#server/testing/look/landmarks.ts'
import { chiefsPages, operatorsDay, settled, type Sight } from '#server/testing/look/tour.ts'
import { zoneOfAfternoon } from '#server/testing/look/afternoon.ts'
import { embeddedWorld } from '#server/testing/worlds/embedded-world.ts'

/** Issue 9, "Must show" 1 and 2: every page and its main states, looked at once for all that can be wrong. */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** 683 is 1366 at 200 %, 1093 at 125 %. */
const widths = [683, 1093, 1280, 1366, 1920, 2560]
/** Those of pictures, whose heights are the same. */
const pictured = new Set<number>(pictureSizes.map(({ width }) => width))
const heightOf = (width: number): number => (width === 1280 ? 720 : Math.round((width * 9) / 16))

type LayoutOf = Awaited<ReturnType<typeof readLayout>>

/** All that is wrong with it at any width, in one walk over them. */
async function faultsOf({ page, name, needs }: Sight, layoutOf: LayoutOf): Promise<string[]> {
  const found: string[] = []
  const look = async (where: string): Promise<void> => {
    found.push(...(await layoutFaults(page)).map((fault) => `${where}: ${fault}`))
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: heightOf(width) })
    await settled(page)
    await look(`${name} ${width}`)
    if (needs !== undefined && !(await page.getByRole('button', { name: needs }).isVisible()))
      found.push(`${name} ${width}: «${needs}» is not in sight`)
    if (pictured.has(width))
      found.push(...(await movedIn(page, name, width, layoutOf)).map((fault) => `${name} ${width}: ${fault}`))
    if (width === 1366) {
      await page.evaluate(`document.documentElement.dataset.density = 'compact'`)
      await look(`${name} 1366, compact`)
      await page.evaluate(`delete document.documentElement.dataset.density`)
    }
    // where the house stands beside the card
    if (width === 1920) found.push(...(await barriersOf(page, name)))
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

/** Where it stands elsewhere than in its picture. */
async function movedIn(
  page: BrowserPage,
  name: string,
  width: number,
  layoutOf: LayoutOf,
): Promise<string[]> {
  for (const theme of themes) await stat(path.join(lookFolder, pictureOf(name, width, theme)))
  const before = layoutOf(name, width)
  return before === null ? ['no picture (npm run docs:look)'] : movedSince(before, await landmarksOf(page))
}

it(
  'no page has a fault of layout or a barrier at any width, and each stands as in its picture',
  { timeout: 900_000 },
  async () => {
    const world = await embeddedWorld(browser, { TIME_ZONE: zoneOfAfternoon() })
    try {
      const layoutOf = await readLayout()
      const faults: string[] = []
      const walk = async (sights: AsyncIterable<Sight>): Promise<void> => {
        for await (const sight of sights) faults.push(...(await faultsOf(sight, layoutOf)))
      }
      await walk(operatorsDay(browser, world))
      // a page a core
      await Promise.all([0, 1].map((first) => walk(chiefsPages(browser, world.origin, { first, of: 2 }))))
      expect(faults).toEqual([])
    } finally {
      await world.close()
    }
  },
)

/** A page of its own, with nothing but these elements. */
async function drawn(html: string): Promise<BrowserPage> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } })
  await page.setContent(`<body style="margin:0;font:16px sans-serif">${html}</body>`)
  return page
}

it.each([
  ['what is well laid out', '<h1>Заявки</h1><button>Взять</button>', []],
  [
    'a text that its box hides',
    '<p style="width:60px;overflow:hidden;white-space:nowrap">Очень длинный адрес</p>',
    ['cut: p Очень длинный адрес'],
  ],
  [
    'a text that is cut below',
    '<div style="height:20px;overflow:hidden"><p style="line-height:40px">Низ</p></div>',
    ['cut: p Низ'],
  ],
  [
    'an ellipsis by intent',
    '<p style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">Очень длинный адрес</p>',
    [],
  ],
  [
    'two texts on one another',
    '<p style="margin:0">Время звонка</p><p style="margin:-18px 0 0">Номер звонка</p>',
    ['overlap: p Время звонка / p Номер звонка'],
  ],
  [
    'a button under another one',
    '<button style="width:100px">Взять</button><button style="width:100px;margin-left:-90px">Снять</button>',
    ['covered by button: button Взять', 'overlap: button Взять / button Снять'],
  ],
  [
    'a menu over the page, by intent',
    '<p>Доска</p><div role="menu" style="position:absolute;top:0;z-index:5;background:white"><button>Выйти</button></div>',
    [],
  ],
  [
    'a page wider than its window',
    '<div style="width:1200px"><span style="margin-left:900px">Край</span></div>',
    ['beyond the edge: span Край', 'the page is 1200 px wide'],
  ],
  [
    'a list without room',
    '<ul style="height:10px;overflow:auto;margin:0"><li>Раз</li><li>Два</li></ul>',
    ['no room: ul РазДва'],
  ],
])('of %s the check says so', async (_name, html, faults) => {
  const page = await drawn(html)
  expect((await layoutFaults(page)).toSorted()).toEqual(faults)
  await page.context().close()
})

it('a panel that fell under another one is seen, another text in it is not', async () => {
  const twoPanels = (style: string, text: string): string =>
    `<div style="display:flex;${style}"><section aria-label="Слева" style="width:300px;height:20px">${text}</section>
     <section aria-label="Справа" style="width:300px;height:20px">Заявка</section></div>`
  const before = await drawn(twoPanels('', 'Звонок'))
  const marks = await landmarksOf(before)
  const retold = await drawn(twoPanels('', 'Звонок с другого номера и длиннее'))
  expect(movedSince(marks, await landmarksOf(retold))).toEqual([])
  const broken = await drawn(twoPanels('flex-direction:column', 'Звонок'))
  expect(movedSince(marks, await landmarksOf(broken))).toEqual([
    'section Справа was at 300 0 300 20, is at 0 20 300 20',
  ])
  for (const page of [before, retold, broken]) await page.context().close()
})
