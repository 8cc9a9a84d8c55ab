import { cardinal, ordinal, ordinalGenitive } from './number-words.ts'
import { placeStreets, type PlaceHouse, type PlaceItem } from './place-house.ts'

const kinds: Record<string, string> = {
  'ул.': 'улица',
  'пр-т': 'проспект',
  'пр-кт': 'проспект',
  'просп.': 'проспект',
  'пр-д': 'проезд',
  'пер.': 'переулок',
  'б-р': 'бульвар',
  'бул.': 'бульвар',
  'пл.': 'площадь',
  'ш.': 'шоссе',
  'наб.': 'набережная',
  'туп.': 'тупик',
  'мкр.': 'микрорайон',
  мкр: 'микрорайон',
}
const spokenStreet = (kind: string, street: string): string => `${kinds[kind] ?? kind} ${street}`.trim()

/** «пять дробь два», «двенадцать а», «пять корпус два». */
export const spokenNumber = (number: string): string =>
  [...number.toLowerCase().matchAll(/\d+|[а-яёa-z]+\.?|\//g)]
    .map(([part]) => (/^\d/.test(part) ? cardinal(Number(part)) : (marks[part] ?? part)))
    .join(' ')

const marks: Record<string, string> = {
  '/': 'дробь',
  к: 'корпус',
  'к.': 'корпус',
  корп: 'корпус',
  'корп.': 'корпус',
  с: 'строение',
  стр: 'строение',
  'стр.': 'строение',
}

/** «улица Республики, дом пять»: the words before what is known of the house. */
export const spokenHouse = ({
  kind,
  street,
  number,
}: Pick<PlaceHouse, 'kind' | 'street' | 'number'>): string =>
  `${spokenStreet(kind, street)}, дом ${spokenNumber(number)}`

/** So many items are said; who lives in another house waits for the operator. */
const itemsSaid = 8

/** «улица Республики, дома с первого по пятнадцатый, улица Ленина, дом три» */
export function spokenPlaces(houses: readonly PlaceHouse[]): string {
  let left = itemsSaid
  const streets: string[] = []
  for (const { kind, street, items } of placeStreets(houses)) {
    if (left <= 0) return `${streets.join(', ')} и другие дома`
    const said = items.slice(0, left)
    left -= items.length
    const isOne = said.length === 1 && said[0]?.first === said[0]?.last
    streets.push(`${spokenStreet(kind, street)}, ${isOne ? 'дом' : 'дома'} ${said.map(itemWords).join(', ')}`)
  }
  return left < 0 ? `${streets.join(', ')} и другие дома` : streets.join(', ')
}

const isPlain = (number: string): boolean => /^\d{1,3}$/.test(number)

function itemWords({ first, last, side }: PlaceItem): string {
  if (first === last) return spokenNumber(first.number)
  const run =
    isPlain(first.number) && isPlain(last.number)
      ? `с ${ordinalGenitive(Number(first.number))} по ${ordinal(Number(last.number))}`
      : `от дома ${spokenNumber(first.number)} до дома ${spokenNumber(last.number)}`
  return side === null ? run : `${run}, ${side === 'odd' ? 'нечётные' : 'чётные'}`
}
