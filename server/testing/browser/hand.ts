import { expect } from 'vitest'
import type { BrowserPage } from './browser.ts'

type Field = ReturnType<BrowserPage['getByRole']>

/** A hand on the keyboard of a page: every key is counted, letters of what is said apart. */
export interface Hand {
  press(...keys: string[]): Promise<void>
  /** What has no other way than letter by letter: a text, a name, an address. */
  say(text: string): Promise<void>
  /** From where the keyboard stands to a field, by as few keys as there are. */
  reach(field: Field): Promise<void>
  counts(): { keys: number; letters: number }
}

const farthest = 8

export function createHand(page: BrowserPage): Hand {
  let keys = 0
  let letters = 0
  const press = async (...pressed: string[]): Promise<void> => {
    for (const key of pressed) {
      keys += 1
      // a letter of the other layout has no key of its own here
      await (/^[а-яё]$/i.test(key) ? page.keyboard.type(key) : page.keyboard.press(key))
    }
  }
  const isThere = (field: Field): Promise<boolean> =>
    field.evaluate((element) => element === element.ownerDocument.activeElement)
  return {
    press,
    async say(text) {
      letters += text.length
      await page.keyboard.type(text)
    },
    async reach(field) {
      await field.waitFor()
      for (let n = 0; n < farthest && !(await isThere(field)); n++) {
        const isNowhere = await page.evaluate<boolean>(
          `document.activeElement === document.body || document.activeElement?.tabIndex === -1`,
        )
        await press(isNowhere ? 'F3' : 'Tab')
      }
      expect(await isThere(field), 'the field is reached by keys').toBe(true)
    },
    counts: () => ({ keys, letters }),
  }
}
