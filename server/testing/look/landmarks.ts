import type { BrowserPage } from '#server/testing/browser/browser.ts'

/** A part of the page with a name: panel, heading, table, dialog; in px of the window. */
export interface Landmark {
  name: string
  box: [x: number, y: number, width: number, height: number]
}

const selector = [
  'header, nav, main, aside, form, table, thead th, fieldset, dialog[open], h1, h2',
  '[role=grid], [role=tablist], section[aria-label], section[aria-labelledby]',
].join()

/** What stands where, by name; numbers in names are left out: they are another one each day. */
export function landmarksOf(page: BrowserPage): Promise<Landmark[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.flatMap((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      if (
        width < 2 ||
        height < 2 ||
        y > (one.ownerDocument.defaultView?.innerHeight ?? 0) ||
        one.closest('.hidden-text') !== null
      )
        return []
      const isText = /^(H1|H2|TH)$/.test(one.tagName)
      const label = isText ? one.textContent : (one.getAttribute('aria-label') ?? '')
      const name = `${one.tagName.toLowerCase()} ${label?.replace(/\d+/g, '#') ?? ''}`
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 40)
      return [{ name, box: [x, y, width, height].map(Math.round) as [number, number, number, number] }]
    }),
  )
}

/** Sideways nothing depends on what is written; downwards a line more above moves what is below. */
const sidewaysPx = 24
const downwardsPx = 60

/** What is gone or stands elsewhere than it did; texts may have another length. */
export function movedSince(before: readonly Landmark[], now: readonly Landmark[]): string[] {
  const left = new Map<string, Landmark[]>()
  for (const one of now) left.set(one.name, [...(left.get(one.name) ?? []), one])
  return before.flatMap(({ name, box: [x, y, width, height] }) => {
    const found = left.get(name)?.shift()
    if (found === undefined) return [`${name} is gone`]
    const [nowX, nowY, nowWidth, nowHeight] = found.box
    const isSideways =
      Math.abs(nowX - x) > sidewaysPx || Math.abs(nowWidth - width) > Math.max(sidewaysPx, width * 0.08)
    const isDownwards =
      Math.abs(nowY - y) > downwardsPx || Math.abs(nowHeight - height) > Math.max(downwardsPx, height * 0.25)
    return isSideways || isDownwards
      ? [`${name} was at ${[x, y, width, height].join(' ')}, is at ${found.box.join(' ')}`]
      : []
  })
}
