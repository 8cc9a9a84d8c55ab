import path from 'node:path'
import type { BrowserPage } from '#server/testing/browser/browser.ts'

/** Pictures of a walk, each with a sentence of what it shows. */
export interface Album {
  picture(page: BrowserPage, name: string, what: string): Promise<void>
  /** As eyes see it that tell no red from green: form and words must say what colour says. */
  deuteranopia(page: BrowserPage, name: string, what: string): Promise<void>
  /** Sign-in of somebody of the demo company. */
  person(login: string): { login: string; password: string }
  /** So far. */
  pictures(): number
}

export interface AlbumOptions {
  folder: string
  /** The pictures' names begin with their places in the walk; those of the guides do not. */
  numbered: boolean
  /** Password of the people of the demo company. */
  password: string
  /** Each picture also on a screen of 1920×1080. */
  wide: boolean
}

const wideScreen = { width: 1920, height: 1080 }

/** Every picture is taken by day and by night: `board.png`, `board-dark.png`. */
export function openAlbum({ folder, numbered, password, wide }: AlbumOptions): Album {
  let count = 0
  /** Counts the picture and tells of it; answers the beginning of its file's name. */
  const begin = (name: string, what: string): string => {
    count += 1
    const start = path.join(folder, `${numbered ? `${String(count).padStart(2, '0')}-` : ''}${name}`)
    process.stdout.write(
      `${String(count).padStart(2)}. ${what}\n    ${path.relative(process.cwd(), `${start}.png`)}\n`,
    )
    return start
  }
  return {
    async picture(page, name, what) {
      const start = begin(name, what)
      await byDayAndNight(page, start)
      const size = page.viewportSize()
      // what stands upright, a phone or a wall, stays so
      if (wide && size !== null && size.width > size.height) {
        await page.setViewportSize(wideScreen)
        await byDayAndNight(page, `${start}-1920`)
        await page.setViewportSize(size)
      }
    },
    async deuteranopia(page, name, what) {
      const start = begin(name, what)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'deuteranopia' })
      await byDayAndNight(page, start)
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' })
      await devtools.detach()
    },
    person: (login) => ({ login, password }),
    pictures: () => count,
  }
}

async function byDayAndNight(page: BrowserPage, start: string): Promise<void> {
  await page.screenshot({ path: `${start}.png` })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${start}-dark.png` })
  await page.emulateMedia({ colorScheme: 'light' })
}
