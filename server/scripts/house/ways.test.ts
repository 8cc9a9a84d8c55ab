import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importsOf, readAliases } from './imports.ts'
import { readSources } from './sources.ts'
import { faultsOf, waysIn } from './ways.ts'

describe('the ways in a page', () => {
  it('are the tables under headings that begin so', () => {
    const page = [
      '# A page\n| `x.ts` | begins | not a way |',
      '### The way of a call\nText.\n\n| room | comes here | what |\n| --- | --- | --- |',
      '| `a.ts`    | begins            | first |\n| `b/c.vue` | NOTIFY `journal` | then  |',
      '## The way of thinking\nNo table.',
    ].join('\n')
    expect(waysIn(page)).toEqual([
      {
        name: 'The way of a call',
        rooms: [
          { path: 'a.ts', comes: 'begins' },
          { path: 'b/c.vue', comes: 'NOTIFY `journal`' },
        ],
      },
    ])
  })
})

describe('a way', () => {
  const sources = ['a', 'b', 'c', 'd'].map((path) => ({ path, text: path === 'd' ? '' : 'notify journal' }))
  const imports = ['a b', 'b c', 'd a', 'd b'].map((edge) => {
    const [from = '', to = ''] = edge.split(' ')
    return { from, to, kind: 'type' as const }
  })
  const faults = (...rooms: [string, string][]) =>
    faultsOf({ name: 'Way', rooms: rooms.map(([path, comes]) => ({ path, comes })) }, sources, imports)

  it.each<[string, [string, string][]]>([
    [
      'called',
      [
        ['a', 'begins'],
        ['b', 'called'],
        ['c', 'called'],
      ],
    ],
    [
      'called back',
      [
        ['b', 'begins'],
        ['a', 'calls back'],
      ],
    ],
    [
      'asked, and goes on from who asked',
      [
        ['d', 'begins'],
        ['a', 'asked'],
        ['b', 'called'],
      ],
    ],
    [
      'handed over',
      [
        ['a', 'begins'],
        ['b', 'handed over in `d`'],
      ],
    ],
    [
      'by a contract',
      [
        ['a', 'begins'],
        ['d', 'by the contract `b`'],
      ],
    ],
    [
      'by a word',
      [
        ['a', 'begins'],
        ['c', 'NOTIFY `journal`'],
      ],
    ],
  ])('holds when it is %s', (_, rooms) => {
    expect(faults(...rooms)).toEqual([])
  })

  it.each<[[string, string], [string, string], string]>([
    [['a', 'begins'], ['gone', 'called'], 'Way: gone (called): there is no such file'],
    [['a', 'begins'], ['c', 'called'], 'Way: c (called): a does not import it'],
    [['a', 'begins'], ['b', 'calls back'], 'Way: b (calls back): it does not import a'],
    [['a', 'begins'], ['c', 'handed over in `d`'], 'Way: c (handed over in `d`): d does not import c'],
    [['a', 'begins'], ['c', 'by the contract `b`'], 'Way: c (by the contract `b`): c does not import b'],
    [
      ['a', 'begins'],
      ['d', 'NOTIFY `journal`'],
      'Way: d (NOTIFY `journal`): the word journal does not stand in d',
    ],
    [
      ['a', 'begins'],
      ['b', 'somehow'],
      'Way: b (somehow): "somehow" names no word that stands in both files',
    ],
  ])('of %s, %s is not so: %s', (first, second, fault) => {
    expect(faults(first, second)).toEqual([fault])
  })
})

it('docs/architecture.md names the ways of a call event and of a registration as they are', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const sources = await readSources(root)
  const page = await readFile(`${root}docs/architecture.md`, 'utf8')
  const ways = waysIn(page)
  expect(ways.map(({ name }) => name)).toEqual(['The way of a call event', 'The way of a registration'])
  const imports = importsOf(sources, await readAliases(root))
  expect(
    ways.flatMap((way) => faultsOf(way, sources, imports)),
    'a file was moved or a seam changed: say in docs/architecture.md where the way leads now',
  ).toEqual([])
})
