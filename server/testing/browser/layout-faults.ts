import type { BrowserPage } from './browser.ts'

/**
 * What a person would call broken on the page as it stands: it is wider than its window; a text is cut without an
 * ellipsis; a text or a control lies on another one, beyond the edge of the window, or where no scrolling leads; what
 * scrolls has no room to be seen in. What floats by intent (a dialog, a menu, a toast) may lie over the page.
 */
export async function layoutFaults(page: BrowserPage): Promise<string[]> {
  return page.evaluate(`(() => {
    ${faultsInPage}
    return [...new Set([...wholePage(), ...cutTexts(), ...coveredControls(), ...overlaps(), ...noRoom()])]
  })()`)
}

const faultsInPage = `
const name = (one) =>
  one.tagName.toLowerCase() + ' ' +
  (one.getAttribute('aria-label') ?? one.textContent ?? '').replace(/\\s+/g, ' ').trim().slice(0, 40)
const isShown = (one) =>
  one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.closest('.hidden-text, .skip') === null
const styles = new Map()
const styleOf = (one) => {
  if (!styles.has(one)) styles.set(one, getComputedStyle(one))
  return styles.get(one)
}
const boxes = new Map()
const boxOf = (one) => {
  if (!boxes.has(one)) boxes.set(one, one.getBoundingClientRect())
  return boxes.get(one)
}
const isEllipsis = (one) => styleOf(one).textOverflow === 'ellipsis' || styleOf(one).webkitLineClamp !== 'none'
const isScrolled = (way) => way === 'auto' || way === 'scroll'

/** What of the box is in sight, and whether something hides a part of it for good. */
function sightOf(one, rect, isText = false) {
  const seen = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom }
  // what an ellipsis has shortened reaches no further
  let { right, bottom } = rect
  let isCut = false
  let canScrollX = false
  let canScrollY = false
  for (let at = one; at !== null && at !== document.documentElement; at = at.parentElement) {
    const { overflowX, overflowY, position } = styleOf(at)
    const box = boxOf(at)
    const clips = at !== one || isText
    if (clips && overflowX !== 'visible') {
      if (!isScrolled(overflowX) && !canScrollX && !isEllipsis(at) && (right > box.right + 1 || rect.left < box.left - 1))
        isCut = true
      if (isScrolled(overflowX)) canScrollX = true
      seen.left = Math.max(seen.left, box.left)
      seen.right = Math.min(seen.right, box.right)
    }
    if (clips && overflowY !== 'visible') {
      if (!isScrolled(overflowY) && !canScrollY && !isEllipsis(at) && bottom > box.bottom + 3) isCut = true
      if (isScrolled(overflowY)) canScrollY = true
      seen.top = Math.max(seen.top, box.top)
      seen.bottom = Math.min(seen.bottom, box.bottom)
    }
    if (clips && isEllipsis(at)) {
      right = Math.min(right, box.right)
      bottom = Math.min(bottom, box.bottom)
    }
    if (position === 'fixed') break
  }
  const isOut =
    (!canScrollX && (right > innerWidth + 1 || rect.left < -1)) ||
    (!canScrollY && bottom > Math.max(innerHeight, document.documentElement.scrollHeight) + 1)
  return { ...seen, isCut, isOut, isSeen: seen.right - seen.left > 2 && seen.bottom - seen.top > 2 }
}

function wholePage() {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth ? ['the page is ' + scrollWidth + ' px wide'] : []
}

let known = null
function textLines() {
  if (known !== null) return known
  const lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const one = node.parentElement
    if (node.data.trim() === '' || one === null || !isShown(one) || one.closest('script, style, option') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) if (rect.width > 2) lines.push({ one, rect })
  }
  known = lines
  return lines
}

function cutTexts() {
  const faults = []
  for (const { one, rect } of textLines()) {
    const { isCut, isOut } = sightOf(one, rect, true)
    if (isCut) faults.push('cut: ' + name(one))
    else if (isOut) faults.push('beyond the edge: ' + name(one))
  }
  return faults
}

const controls = () =>
  [...document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')].filter(
    (one) => isShown(one) && one.getBoundingClientRect().width > 2,
  )

function coveredControls() {
  const faults = []
  for (const one of controls()) {
    const rect = one.getBoundingClientRect()
    const sight = sightOf(one, rect)
    if (sight.isOut) faults.push('beyond the edge: ' + name(one))
    const x = rect.left + rect.width / 2
    const y = rect.top + rect.height / 2
    if (!sight.isSeen || x < sight.left || x > sight.right || y < sight.top || y > sight.bottom || y > innerHeight) continue
    const top = document.elementFromPoint(x, y)
    const label = one.closest('label')
    const over = top?.closest('dialog, aside, [role=menu], [role=listbox]') ?? null
    // what lies under a dialog, a drawer or a list that is open is covered by intent
    if (top === null || (over !== null && !over.contains(one))) continue
    if (!one.contains(top) && !top.contains(one) && label?.contains(top) !== true)
      faults.push('covered by ' + top.tagName.toLowerCase() + ': ' + name(one))
  }
  return faults
}

/** The layer that a box floats in; null: it stands in the flow of the page. */
function layerOf(one) {
  for (let at = one; at !== null; at = at.parentElement) {
    const { position, zIndex } = styleOf(at)
    if (at.tagName === 'DIALOG' || position === 'fixed') return at
    if ((position === 'absolute' || position === 'sticky') && zIndex !== 'auto') return at
  }
  return null
}

function overlaps() {
  const all = []
  const add = (one, rect, inset) => {
    const sight = sightOf(one, rect, inset > 0)
    if (!sight.isSeen) return
    const less = (rect.bottom - rect.top) * inset
    all.push({ one, layer: layerOf(one), left: sight.left, right: sight.right, top: sight.top + less, bottom: sight.bottom - less })
  }
  // the height of a line of text is that of its font, which is more than its letters
  for (const { one, rect } of textLines()) add(one, rect, 0.2)
  // a link that is broken has a box a line
  for (const one of controls()) for (const rect of one.getClientRects()) add(one, rect, 0)
  all.sort((a, b) => a.top - b.top)
  const faults = []
  all.forEach((a, index) => {
    for (let next = index + 1; next < all.length; next += 1) {
      const b = all[next]
      if (b.top >= a.bottom) break
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const high = Math.min(a.bottom, b.bottom) - b.top
      if (wide < 3 || high < 3 || a.layer !== b.layer) continue
      if (a.one.contains(b.one) || b.one.contains(a.one)) continue
      // a field and the label around it are one thing
      const label = a.one.closest('label')
      if (label !== null && label === b.one.closest('label')) continue
      faults.push('overlap: ' + [name(a.one), name(b.one)].sort().join(' / '))
    }
  })
  return faults
}

/** A list of which less than a line is in sight. */
function noRoom() {
  return [...document.querySelectorAll('body *')]
    .filter((one) => isShown(one) && isScrolled(styleOf(one).overflowY) && one.scrollHeight > one.clientHeight + 8)
    .filter((one) => one.clientHeight < 28)
    .map((one) => 'no room: ' + name(one))
}
`
