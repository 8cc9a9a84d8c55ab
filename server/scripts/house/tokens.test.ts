import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../../client/src')
const sources = globSync('**/*.{vue,css}', { cwd: root }).map((file): [string, string] => [
  file,
  readFileSync(path.join(root, file), 'utf8'),
])
const sheet = sources.find(([file]) => file.endsWith('ui/tokens.css'))?.[1] ?? ''
const components = sources.filter(([, text]) => text !== sheet)
/** Every colour of the sheet, by day and by night. */
const colours = new Map(
  [...sheet.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name = '', day = '', night = '']) => [name, { day, night }],
  ),
)

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['ground', 'surface', 'raised', 'hover']
const tones = ['accent', 'call', 'bad', 'soon', 'plan']
/** Text on its ground; 1.4.3 asks for 4.5. */
const texts: [string, string][] = [
  ...['text', 'text-2'].flatMap((text) =>
    [...grounds, 'sunken'].map((ground): [string, string] => [text, ground]),
  ),
  ...[...grounds, 'sunken'].map((ground): [string, string] => ['text-3', ground]),
  ...tones.flatMap((tone) =>
    ['surface', 'raised', 'hover', `${tone}-soft`].map((ground): [string, string] => [tone, ground]),
  ),
  ...['accent', 'call', 'bad', 'soon', 'plan'].flatMap((tone): [string, string][] => [
    ['text', `${tone}-soft`],
    ['text-2', `${tone}-soft`],
  ]),
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-2'],
  ['on-call', 'call-fill'],
  ['call-fill', 'on-call'],
  ['on-bad', 'bad-fill'],
  ['on-soon', 'soon-fill'],
  ['on-toast', 'toast'],
  ['surface', 'text'],
]
/** What is no text but must be seen: edges of fields, the ring of the focus; 1.4.11 asks for 3. */
const edges: [string, string][] = [
  ['field', 'surface'],
  ['focus', 'surface'],
  ['focus', 'ground'],
]

describe.each(['day', 'night'] as const)('by %s', (theme) => {
  const of = (name: string): string => {
    const colour = colours.get(name)?.[theme]
    if (colour === undefined) throw new Error(`No colour is called ${name}`)
    return colour
  }
  test.each(texts)('%s is read on %s', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(edges)('%s is seen on %s', (edge, ground) => {
    expect(contrast(of(edge), of(ground))).toBeGreaterThanOrEqual(3)
  })
})

test('colours are chosen in tokens.css and nowhere else', () => {
  expect(components.length).toBeGreaterThan(100)
  const found = components.flatMap(([file, text]) => {
    const styles = file.endsWith('.css') ? text : (/<style[\s\S]*$/.exec(text)?.[0] ?? '')
    return [...styles.matchAll(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|light-dark)\(/gi)].map(
      ([one]) => `${file}: ${one}`,
    )
  })
  expect(found).toEqual([])
})

test('a component names only tokens that there are', () => {
  // set by the table for its rows and by the wall for its parts, in another file
  const handedDown = ['columns', 'areas', 'board-row', 'u']
  const known = new Set([...sheet.matchAll(/^\s*--([\w-]+):/gm)].map(([, name]) => name))
  const found = components.flatMap(([file, text]) => {
    const own = new Set([...text.matchAll(/--([\w-]+)['"]?:/g)].map(([, name]) => name))
    return [...text.matchAll(/var\(--([\w-]+)\)/g)].flatMap(([, name = '']) =>
      known.has(name) || own.has(name) || handedDown.includes(name) ? [] : [`${file}: --${name}`],
    )
  })
  expect(found).toEqual([])
})
