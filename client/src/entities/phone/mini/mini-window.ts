/** Document Picture-in-Picture (WICG); TypeScript's DOM does not know it. */
interface PictureInPicture {
  requestWindow(size: { width: number; height: number }): Promise<Window>
}

const isPictureInPicture = (value: unknown): value is PictureInPicture =>
  typeof value === 'object' && value !== null && 'requestWindow' in value

/** What opens an always-on-top window; undefined where the browser has none. */
export function miniWindows(page: Window): (() => Promise<Window>) | undefined {
  const maker: unknown = Reflect.get(page, 'documentPictureInPicture')
  if (!isPictureInPicture(maker)) return undefined
  return async () => {
    const opened = await maker.requestWindow({ width: 320, height: 200 })
    const { document } = opened
    document.title = page.document.title
    document.documentElement.lang = page.document.documentElement.lang
    // The theme stands as an attribute on the root.
    for (const { name, value } of page.document.documentElement.attributes)
      document.documentElement.setAttribute(name, value)
    for (const sheet of page.document.querySelectorAll('link[rel="stylesheet"], style'))
      document.head.append(sheet.cloneNode(true))
    return opened
  }
}
