import path from 'node:path'
import type { BrowserPage } from '#server/testing/browser/browser.ts'

/** Pictures of a walk, each with a sentence of what it shows. */
export interface Album {
  picture(page: BrowserPage, name: string, what: string): Promise<void>
  /** Sign-in of somebody of the demo company. */
  person(login: string): { login: string; password: string }
  /** So far. */
  pictures(): number
}

/** `numbered`: the pictures' names begin with their places in the walk; those of the guides do not. */
export function openAlbum(folder: string, numbered: boolean, password: string): Album {
  let count = 0
  return {
    async picture(page, name, what) {
      count += 1
      const file = path.join(folder, `${numbered ? `${String(count).padStart(2, '0')}-` : ''}${name}.png`)
      await page.screenshot({ path: file })
      process.stdout.write(
        `${String(count).padStart(2)}. ${what}\n    ${path.relative(process.cwd(), file)}\n`,
      )
    },
    person: (login) => ({ login, password }),
    pictures: () => count,
  }
}
