import { houseKey, normalised } from '../house/address/normalise.ts'
import { kindOfStreet, sameKind } from '../house/address/street-words.ts'
import { streetName } from './street-name.ts'

export interface KnownStreet {
  id: number
  town: string
  kind: string
  name: string
}
export interface KnownHouse {
  id: number
  streetId: number
  number: string
  entrances: number
}

/** «5» with «2», «корп. 2», «стр. 3» or «а» of the column beside it. */
export function withBuilding(house: string, building: string): string {
  const [, word = '', number = ''] = /^(\p{L}*)[.\s]*(\d.*)?$/u.exec(building.toLowerCase()) ?? []
  if (number === '') return `${house}${building}`
  return `${house} ${word.startsWith('с') ? 'стр' : 'к'} ${number}`
}

export interface PlaceText {
  /** '': any town. */
  town: string
  street: string
  house: string
}

/** Finds the house that a line of a file means, or says what of it is unknown. */
export type FindHouse = (place: PlaceText) => KnownHouse | 'unknownStreet' | 'unknownHouse'

const townKey = (town: string): string =>
  normalised(town).replace(/^(город|гор|г|поселок|пос|п|рп|село|с|деревня|д) (?=\S)/, '')

/**
 * Streets and houses of the directory by what files call them. An import makes neither: a street that nobody knows
 * is a slip of the pen more often than a new street.
 */
export function indexPlaces(streets: readonly KnownStreet[], houses: readonly KnownHouse[]): FindHouse {
  const byName = Map.groupBy(streets, (street) => streetName(street.name).key)
  // a kind that we have no word for («линия») is found as it stands in the directory
  const byWhole = Map.groupBy(streets, (street) => normalised(`${street.kind} ${street.name}`))
  const byNumber = new Map<string, KnownHouse>()
  for (const house of houses) {
    const key = `${house.streetId} ${houseKey(house.number)}`
    if (!byNumber.has(key)) byNumber.set(key, house)
  }

  return ({ town, street, house }) => {
    const { key, kind } = streetName(street)
    const found = (byName.get(key) ?? byWhole.get(normalised(street)) ?? []).filter(
      (known) =>
        (town === '' || townKey(known.town) === townKey(town)) &&
        (kind === null || known.kind === '' || sameKind(kind, kindOfStreet(known.kind))),
    )
    if (found.length === 0) return 'unknownStreet'
    const here = found.flatMap(({ id }) => byNumber.get(`${id} ${houseKey(house)}`) ?? [])
    // two streets of one name have such a house: whose it is nobody can tell
    if (here.length > 1) return 'unknownStreet'
    return here[0] ?? 'unknownHouse'
  }
}
