import { placeStreets, type PlaceHouse, type PlaceItem } from './place-house.ts'

/** «Республики 1–15, Ленина 3»: a street has its kind unless it is an «улица», its town unless all are in one. */
export function placesText(houses: readonly PlaceHouse[]): string {
  const streets = placeStreets(houses)
  const isOneTown = new Set(streets.map(({ town }) => town)).size <= 1
  return streets
    .map(({ town, kind, street, items }) => {
      const name = kind === 'ул.' ? street : `${kind} ${street}`
      return `${isOneTown ? '' : `${town}, `}${name} ${items.map(itemText).join(', ')}`
    })
    .join(isOneTown ? ', ' : '; ')
}

const sides = { odd: ' (нечётные)', even: ' (чётные)' } as const

function itemText({ first, last, side }: PlaceItem): string {
  if (first !== last) return `${first.number}–${last.number}${side === null ? '' : sides[side]}`
  const { number, entrances } = first
  if (entrances === null) return number
  return `${number} (${entrances.length === 1 ? 'подъезд' : 'подъезды'} ${entrances.join(', ')})`
}
