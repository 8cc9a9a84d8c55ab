import { pictureOf, pictureSizes } from '#server/testing/look/kept-layout.ts'

export interface Pictured {
  name: string
  what: string
}

/** Which mocks a sight is held against, by day and by night; without a width, the one of the smaller screen. */
const mocksOf: Readonly<Record<string, { light?: string; dark?: string; wide?: string }>> = {
  'sign-in': { light: 'sign-in' },
  'console-idle': { dark: 'console-idle-dark' },
  keys: { light: 'console-call-keys' },
  'console-ringing': { light: 'console-ringing', dark: 'console-ringing-dark' },
  'console-call': { light: 'console-call', dark: 'console-call-dark', wide: 'console-call-1920x1080' },
  'console-registered': { light: 'console-registered' },
  'danger-gas': { light: 'danger-gas' },
  board: { light: 'board-list', dark: 'board-list-dark', wide: 'board-list-1920x1080-dark' },
  'board-task': { light: 'task-drawer', dark: 'task-drawer-dark' },
  log: { light: 'log', dark: 'log-dark' },
  settings: { light: 'settings' },
}

export const mockNames = Object.values(mocksOf).flatMap((one) => Object.values(one))

const head = `# How it looks

Every page and its main states, by day and by night, as they are (\`npm run docs:look\` makes this page and its pictures)
beside the mocks from which they were made. \`server/testing/system/every-page.test.ts\` walks the same tour: no text is
cut, nothing lies on anything else from 683 to 2560 px, axe finds nothing in either theme, and every part stands where
it does in these pictures.
`

export function lookPage(pictured: readonly Pictured[], mocks: readonly string[]): string {
  const image = (file: string, alt: string): string =>
    `<a href="look/${file}"><img src="look/${file}" alt="${alt}" width="420"></a>`
  const mock = (name: string | undefined): string =>
    name !== undefined && mocks.includes(`${name}.webp`) ? image(`mocks/${name}.webp`, 'mock') : 'no mock'
  const sections = pictured.map(({ name, what }) => {
    const { light, dark, wide } = mocksOf[name] ?? {}
    const rows = pictureSizes.flatMap(({ width, height }, index) =>
      [
        ['day', 'light', index === 0 ? light : wide?.endsWith('-dark') ? undefined : wide],
        ['night', 'dark', index === 0 ? dark : wide?.endsWith('-dark') ? wide : undefined],
      ].map(
        ([time, theme, of]) =>
          `| ${width}×${height}, ${time} | ${mock(of)} | ${image(pictureOf(name, width, theme ?? ''), what)} |`,
      ),
    )
    return [`## ${what}`, '', '| | mock | page |', '| --- | --- | --- |', ...rows, ''].join('\n')
  })
  return [head, ...sections].join('\n')
}
