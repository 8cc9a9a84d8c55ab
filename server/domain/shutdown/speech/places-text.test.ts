import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeStreets, type PlaceHouse } from './place-house.ts'
import { placesText } from './places-text.ts'
import { spokenHouse, spokenPlaces } from './spoken-places.ts'

/** `5` is affected, `(5)` stands beside, `5:2,3` has two entrances affected. */
const street = (name: string, numbers: string, changes: Partial<PlaceHouse> = {}): PlaceHouse[] =>
  numbers.split(' ').map((text, index) => {
    const [number = '', entrances] = text.replace(/[()]/g, '').split(':')
    return {
      houseId: index + 1,
      town: 'Тюмень',
      kind: 'ул.',
      street: name,
      number,
      isAffected: !text.startsWith('('),
      entrances: entrances === undefined ? null : entrances.split(',').map(Number),
      ...changes,
    }
  })

describe('places made of addresses', () => {
  it.each<[string, PlaceHouse[], string, string]>([
    ['one house', street('Республики', '5 (7)'), 'Республики 5', 'улица Республики, дом пять'],
    [
      'two neighbours are named',
      street('Республики', '5 7 (9)'),
      'Республики 5, 7',
      'улица Республики, дома пять, семь',
    ],
    [
      'all from one to fifteen',
      street('Республики', '(17) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15'),
      'Республики 1–15',
      'улица Республики, дома с первого по пятнадцатый',
    ],
    [
      'houses with others between them that we do not know',
      street('Республики', '12 18 24 29а 34 (40)'),
      'Республики 12, 18, 24, 29а, 34',
      'улица Республики, дома двенадцать, восемнадцать, двадцать четыре, двадцать девять а, тридцать четыре',
    ],
    [
      'a house between them that is not meant',
      street('Республики', '1 2 3 (4) 5 6 7'),
      'Республики 1–3, 5–7',
      'улица Республики, дома с первого по третий, с пятого по седьмой',
    ],
    [
      'one side of the street',
      street('Республики', '1 (2) 3 (4) 5 (6) 7 8'),
      'Республики 1–7 (нечётные), 8',
      'улица Республики, дома с первого по седьмой, нечётные, восемь',
    ],
    [
      'in the order of a street, not of letters',
      street('Ленина', '12а 2 (3) 5/2'),
      'Ленина 2, 5/2, 12а',
      'улица Ленина, дома два, пять дробь два, двенадцать а',
    ],
    [
      'a run between odd numbers',
      street('Ленина', '5/1 5/2 6а'),
      'Ленина 5/1–6а',
      'улица Ленина, дома от дома пять дробь один до дома шесть а',
    ],
    [
      'entrances of a house',
      street('Ленина', '1 3:2 5:1,4'),
      'Ленина 1, 3 (подъезд 2), 5 (подъезды 1, 4)',
      'улица Ленина, дома один, три, пять',
    ],
    [
      'two streets, one of them no улица',
      [...street('Республики', '1 2 3'), ...street('Геологоразведчиков', '14', { kind: 'пр-т' })],
      'пр-т Геологоразведчиков 14, Республики 1–3',
      'проспект Геологоразведчиков, дом четырнадцать, улица Республики, дома с первого по третий',
    ],
    [
      'two towns',
      [...street('Мира', '1', { town: 'Боровский' }), ...street('Ленина', '3')],
      'Тюмень, Ленина 3; Боровский, Мира 1',
      'улица Ленина, дом три, улица Мира, дом один',
    ],
    [
      'both sides, one after the other',
      street(
        'Мира',
        '1 (2) (3) 4 (5) (6) 8 (9) 10 (11) 12 (13) 14 (15) 16 (17) (18) 20 (21) 22 (23) 24 (25) (26) 29',
      ),
      'Мира 1, 4, 8–16 (чётные), 20–24 (чётные), 29',
      'улица Мира, дома один, четыре, с восьмого по шестнадцатый, чётные, с двадцатого по двадцать четвёртый, чётные, двадцать девять',
    ],
  ])('%s', (_, houses, text, spoken) => {
    expect(placesText(houses)).toBe(text)
    expect(spokenPlaces(houses)).toBe(spoken)
  })

  it('says eight of many and that there are others', () => {
    const houses = street(
      'Мира',
      [1, 4, 7, 10, 13, 16, 19, 22, 25, 28].flatMap((n) => [n, `(${n + 1})`, `(${n + 2})`]).join(' '),
    )
    const spoken = spokenPlaces([...houses, ...street('Чехова', '1')])
    expect(spoken).toMatch(/^улица Мира, дома один, четыре, семь, .* двадцать два и другие дома$/)
  })

  it.each([
    [{ kind: 'ул.', street: 'Республики', number: '5' }, 'улица Республики, дом пять'],
    [{ kind: 'пер.', street: 'Северный', number: '12а' }, 'переулок Северный, дом двенадцать а'],
    [
      { kind: 'б-р', street: '30 лет Победы', number: '44 к2' },
      'бульвар 30 лет Победы, дом сорок четыре корпус два',
    ],
    [
      { kind: 'ул.', street: 'Мира', number: '5 корп. 2 стр. 1' },
      'улица Мира, дом пять корпус два строение один',
    ],
  ])('an address %j is said', (house, words) => {
    expect(spokenHouse(house)).toBe(words)
  })
})

it('names every affected house once and nobody else, whatever a street looks like', () => {
  const isOdd = ({ number }: PlaceHouse): boolean => Number.parseInt(number, 10) % 2 === 1
  const number = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('', 'а', '/2', ' к3'))
    .map(([value, rest]) => `${value}${rest}`)
  const streets = fc.uniqueArray(fc.tuple(number, fc.constantFrom('in', 'out', 'part')), {
    selector: ([text]) => text,
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(streets, (drawn) => {
      const houses = drawn.map(([text, how], houseId): PlaceHouse => ({
        houseId,
        town: 'Тюмень',
        kind: 'ул.',
        street: 'Мира',
        number: text,
        isAffected: how !== 'out',
        entrances: how === 'part' ? [1] : null,
      }))
      const known = placeStreets(houses.map((house) => ({ ...house, isAffected: true, entrances: [1] })))
      const inOrder = (known[0]?.items ?? []).map(({ first }) => first.houseId)
      const named = placeStreets(houses)
        .flatMap(({ items }) => items)
        .flatMap(({ first, last, side }) =>
          inOrder
            .slice(inOrder.indexOf(first.houseId), inOrder.indexOf(last.houseId) + 1)
            .filter((id) => side === null || isOdd(houses[id] ?? first) === (side === 'odd')),
        )
      const affected = houses.filter(({ isAffected }) => isAffected).map(({ houseId }) => houseId)
      const ascending = (a: number, b: number): number => a - b
      expect(named.toSorted(ascending)).toEqual(affected.toSorted(ascending))
    }),
  )
})
