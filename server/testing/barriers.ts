import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserPage } from './browser/browser.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/**
 * What axe finds in both themes; in short, so that a failure says which element of which page has which barrier.
 * @param within a selector: axe takes its time for a whole page, and what is looked at may be a dialog on it
 */
export async function barriersOf(page: BrowserPage, where: string, within?: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // of all rules that of contrast alone knows a theme
    const builder = new AxeBuilder({ page })
    const axe = colorScheme === 'light' ? builder.withTags(tags) : builder.withRules(['color-contrast'])
    const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
    for (const { id, nodes } of violations)
      for (const { html, any } of nodes)
        found.push(`${where}, ${colorScheme}: ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}
