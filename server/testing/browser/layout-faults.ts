import type { BrowserPage } from './browser.ts'

/**
 * What a person would call broken on the page as it stands: it is wider than its window, a text is cut without an
 * ellipsis, a control lies under another one or beyond the edge of the window.
 */
export async function layoutFaults(page: BrowserPage): Promise<string[]> {
  return page.evaluate(`(() => {
    const faults = []
    const name = (one) =>
      one.tagName.toLowerCase() + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push('the page is ' + root.scrollWidth + ' px wide')
    const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.closest('.hidden-text, .skip') === null
    /** Whether the point is in sight: no scrolling ancestor has it beyond its edge. */
    const isInSight = (one, x, y) => {
      for (let at = one.parentElement; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).overflow === 'visible') continue
        const { left, right, top, bottom } = at.getBoundingClientRect()
        if (x < left || x > right || y < top || y > bottom) return false
      }
      return y >= 0 && y <= innerHeight
    }
    for (const one of document.querySelectorAll('body *')) {
      if (!isShown(one)) continue
      const hasText = [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '')
      const style = getComputedStyle(one)
      if (hasText && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1)
        faults.push('cut: ' + name(one))
    }
    for (const one of document.querySelectorAll('button, a[href], input, select, textarea')) {
      if (!isShown(one)) continue
      const box = one.getBoundingClientRect()
      if (box.width < 2) continue
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      if (x > innerWidth) faults.push('beyond the edge: ' + name(one))
      else if (isInSight(one, x, y)) {
        const top = document.elementFromPoint(x, y)
        const label = one.closest('label')
        if (top !== null && !one.contains(top) && !top.contains(one) && label?.contains(top) !== true)
          faults.push('covered by ' + top.tagName.toLowerCase() + ': ' + name(one))
      }
    }
    return faults
  })()`)
}
