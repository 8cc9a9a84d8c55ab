import { houseKey, normalised } from './normalise.ts'

/** A search as it is spoken or typed, in parts: "республики 5/2 кв 12". */
export interface SpokenAddress {
  street: string
  /** As `houseKey` gives it; null while only the street is typed. */
  house: string | null
  apartment: string | null
}

const kinds =
  /(^|\s)(улица|ул|проспект|просп|пр-т|пр-кт|пр|переулок|пер|проезд|бульвар|б-р|бул|шоссе|ш|площадь|пл|набережная|наб|микрорайон|мкр|тупик|город|г|дом|д)(?=\s|$)/g
const number = String.raw`\d+[а-я]?(?:\s*(?:\/|к|корп|корпус|стр|строение|с)\s*\d+[а-я]?)?`
const whole = new RegExp(
  String.raw`^(.*?[а-я]{2,}.*?)\s+(${number})(?:(?:\s*-\s*|\s+(?:(?:квартира|кв)\s*)?)(\d+[а-я]?))?$`,
)

/**
 * Parts of a spoken address; kinds of street («ул.», «проспект») are left out of it, numbers inside a street's
 * name stay («50 лет Октября 12» is house 12).
 */
export function spokenAddress(search: string, town = ''): SpokenAddress {
  const bare = normalised(search).replace(kinds, ' ').replace(/\s+/g, ' ').trim()
  const text = town !== '' && bare.startsWith(`${normalised(town)} `) ? bare.slice(town.length + 1) : bare
  const parts = whole.exec(text)
  if (!parts) return { street: text, house: null, apartment: null }
  const [, street = '', house = '', apartment] = parts
  return { street: street.trim(), house: houseKey(house), apartment: apartment ?? null }
}
