import { describe, expect, it } from 'vitest'
import type { SectionEntrance, SectionFlat } from '#contracts/house/section.ts'
import { entrancesShown, gridOf, stepFrom } from './grid.ts'
import { knownOf, riserOf, sectionOf, type SectionFacts } from './section.ts'

const flat = (number: string | number, over: Partial<SectionFlat> = {}): SectionFlat => ({
  id: Number.parseInt(String(number), 10) || 900,
  number: String(number),
  entrance: null,
  floor: null,
  riser: null,
  kind: 'flat',
  ...over,
})
const run = (from: number, to: number, of: (n: number) => Partial<SectionFlat> = () => ({})): SectionFlat[] =>
  Array.from({ length: to - from + 1 }, (_, index) => flat(from + index, of(from + index)))
const entrance = (number: number, over: Partial<SectionEntrance> = {}): SectionEntrance => ({
  number,
  flatFrom: null,
  flatTo: null,
  floors: null,
  ...over,
})
const drawn = (facts: SectionFacts): string[] =>
  sectionOf(facts).flatMap(({ number, rows }) => [
    `подъезд ${number ?? '?'}`,
    ...rows.map(({ floor, cells }) => `${floor ?? '?'}: ${cells.map((one) => one?.number ?? '·').join(' ')}`),
  ])

const written: [string, SectionFacts, string[], ReturnType<typeof knownOf>][] = [
  [
    'all is in the directory',
    {
      floors: 2,
      entrances: [entrance(1), entrance(2)],
      flats: run(1, 8, (n) => ({
        entrance: n < 5 ? 1 : 2,
        floor: (Math.floor((n - 1) / 2) % 2) + 1,
        riser: ((n - 1) % 2) + 1,
      })),
    },
    ['подъезд 1', '2: 3 4', '1: 1 2', 'подъезд 2', '2: 7 8', '1: 5 6'],
    { entrances: true, floors: 'directory', risers: 'directory' },
  ],
  [
    'numbers tell floors and risers when as many flats are on each floor',
    { floors: 3, entrances: [entrance(1)], flats: run(1, 6) },
    ['подъезд 1', '3: 5 6', '2: 3 4', '1: 1 2'],
    { entrances: true, floors: 'numbers', risers: 'numbers' },
  ],
  [
    'runs of the entrances tell whose a flat is',
    {
      floors: 1,
      entrances: [
        entrance(1, { flatFrom: 1, flatTo: 2, floors: 2 }),
        entrance(2, { flatFrom: 3, flatTo: 6, floors: 2 }),
      ],
      flats: run(1, 6),
    },
    ['подъезд 1', '2: 2', '1: 1', 'подъезд 2', '2: 5 6', '1: 3 4'],
    { entrances: true, floors: 'numbers', risers: 'numbers' },
  ],
  [
    'a number that does not divide by the floors tells nothing',
    { floors: 3, entrances: [entrance(1)], flats: run(1, 7) },
    ['подъезд 1', '?: 1 2 3 4', '?: 5 6 7 ·'],
    { entrances: true, floors: 'nothing', risers: 'nothing' },
  ],
  [
    'a gap in the numbers tells nothing',
    { floors: 2, entrances: [entrance(1)], flats: [flat(1), flat(2), flat(3), flat(5)] },
    ['подъезд 1', '?: 1 2 3 5'],
    { entrances: true, floors: 'nothing', risers: 'nothing' },
  ],
  [
    'twenty flats on one floor are a house that nobody described',
    { floors: 1, entrances: [entrance(1)], flats: run(1, 20) },
    ['подъезд 1', '?: 1 2 3 4', '?: 5 6 7 8', '?: 9 10 11 12', '?: 13 14 15 16', '?: 17 18 19 20'],
    { entrances: true, floors: 'nothing', risers: 'nothing' },
  ],
  [
    'letters stand beside their numbers, shops without a number last',
    {
      floors: 2,
      entrances: [entrance(1)],
      flats: [
        flat('н1', { floor: 1 }),
        flat('2а', { floor: 1, id: 77 }),
        flat(10, { floor: 2 }),
        flat(2, { floor: 1 }),
      ],
    },
    ['подъезд 1', '2: 10 · ·', '1: 2 2а н1'],
    { entrances: true, floors: 'directory', risers: 'nothing' },
  ],
  [
    'a flat with no entrance in a house of several stands apart',
    {
      floors: 2,
      entrances: [entrance(1), entrance(2)],
      flats: [flat(1, { entrance: 1, floor: 1 }), flat(9)],
    },
    ['подъезд 1', '1: 1', 'подъезд ?', '?: 9'],
    { entrances: false, floors: 'nothing', risers: 'nothing' },
  ],
  [
    'a riser that misses a floor leaves a gap, and so does a floor of shops',
    {
      floors: 4,
      entrances: [entrance(1)],
      flats: [
        flat(1, { floor: 2, riser: 1 }),
        flat(2, { floor: 2, riser: 3 }),
        flat(3, { floor: 4, riser: 1 }),
        flat(4, { floor: 4, riser: 2 }),
        flat(5, { floor: 4, riser: 3 }),
        flat(6, { floor: -1, riser: 2 }),
      ],
    },
    ['подъезд 1', '4: 3 4 5', '3: · · ·', '2: 1 · 2', '1: · · ·', '-1: · 6 ·'],
    { entrances: true, floors: 'directory', risers: 'directory' },
  ],
  [
    'two flats of one riser on a landing: risers are not believed',
    {
      floors: 2,
      entrances: [entrance(1)],
      flats: run(1, 4, (n) => ({ floor: n < 3 ? 1 : 2, riser: 1 })),
    },
    ['подъезд 1', '2: 3 4', '1: 1 2'],
    { entrances: true, floors: 'directory', risers: 'numbers' },
  ],
  [
    'a floor written as 200 by mistake draws no two hundred rows',
    { floors: 5, entrances: [entrance(1)], flats: [flat(1, { floor: 1 }), flat(2, { floor: 200 })] },
    ['подъезд 1', '200: 2', '1: 1'],
    { entrances: true, floors: 'directory', risers: 'numbers' },
  ],
  [
    'a house without flats is empty',
    { floors: 5, entrances: [entrance(1), entrance(2)], flats: [] },
    [],
    { entrances: true, floors: 'directory', risers: 'directory' },
  ],
]

/** 12 entrances, 17 floors, 4 flats on each. */
const tower = sectionOf({
  floors: 17,
  entrances: Array.from({ length: 12 }, (_, index) =>
    entrance(index + 1, { flatFrom: index * 68 + 1, flatTo: index * 68 + 68 }),
  ),
  flats: run(1, 816),
})

describe('a house in section', () => {
  it.each(written)('%s', (_name, facts, lines, known) => {
    expect(drawn(facts)).toEqual(lines)
    expect(knownOf(sectionOf(facts))).toEqual(known)
  })
  it('of twelve entrances and seventeen floors has every flat once', () => {
    expect(tower.map(({ number, columns, rows }) => [number, columns, rows.length])).toEqual(
      Array.from({ length: 12 }, (_, index) => [index + 1, 4, 17]),
    )
    expect(tower.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))).toHaveLength(816)
    expect(tower[0]?.rows[0]?.cells.map((one) => one?.number)).toEqual(['65', '66', '67', '68'])
  })
})

describe('the riser of a flat', () => {
  it('is what stands over and under it in its entrance', () => {
    expect([...riserOf(tower, 70)].slice(-3)).toEqual([78, 74, 70])
    expect(riserOf(tower, 70).size).toBe(17)
  })
  it('is the flat alone where nobody knows', () => {
    const section = sectionOf({ floors: 3, entrances: [entrance(1)], flats: run(1, 7) })
    expect([...riserOf(section, 5)]).toEqual([5])
    expect([...riserOf(section, 99)]).toEqual([99])
  })
})

describe('what a pane shows of it', () => {
  it.each([
    [0, 8, [1, 2]],
    [5, 8, [5, 6]],
    [11, 8, [11, 12]],
    [5, 12, [5, 6, 7]],
    [5, 2, [6]],
  ])('around entrance %i with %i columns', (around, columns, shown) => {
    expect(entrancesShown(tower, around, columns).map(({ number }) => number)).toEqual(shown)
  })
  it('stands on common floors, whatever the height of the entrances', () => {
    const section = sectionOf({
      floors: 3,
      entrances: [],
      flats: [
        ...run(1, 3, (n) => ({ entrance: 1, floor: n })),
        ...run(11, 12, (n) => ({ entrance: 2, floor: n - 10 })),
        flat(20, { entrance: 2 }),
      ],
    })
    const { entrances, rows } = gridOf(section)
    expect(entrances).toEqual([
      { number: 1, columns: 1 },
      { number: 2, columns: 1 },
    ])
    expect(rows.map(({ floor, cells }) => [floor, ...cells.map((one) => one?.id ?? null)])).toEqual([
      [3, 3, null],
      [2, 2, 12],
      [1, 1, 11],
      [null, null, 20],
    ])
    const grid = { entrances, rows }
    expect(stepFrom(grid, 3, 'ArrowRight')).toBe(3)
    expect(stepFrom(grid, 2, 'ArrowRight')).toBe(12)
    expect(stepFrom(grid, 12, 'ArrowUp')).toBe(3)
    expect(stepFrom(grid, 1, 'ArrowDown')).toBe(20)
    expect(stepFrom(grid, 1, 'ArrowLeft')).toBe(1)
    expect(stepFrom(grid, 20, 'ArrowDown')).toBe(20)
  })
})
