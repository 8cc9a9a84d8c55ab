import { chance } from './chance.ts'
import { family } from './names.ts'

/** The demo company's directory as rows; ids are positions in these lists, from 1. */
export interface Company {
  streets: { kind: string; name: string }[]
  houses: { street: number; number: string; entrances: number; floors: number; note: string }[]
  apartments: {
    house: number
    number: string
    entrance: number
    floor: number
    riser: number
    /** Kopecks owed; null when nothing is loaded. */
    debt: number | null
  }[]
  residents: { name: string; apartment: number; relation: string }[]
  /** `digits`: E.164 without the plus. Numbers of Tyumen do not begin with 0, so nobody real has these. */
  phones: { digits: string; apartment: number; resident: number }[]
}

const streets = [
  { kind: 'ул.', name: 'Республики' },
  { kind: 'ул.', name: 'Ленина' },
  { kind: 'ул.', name: 'Мельникайте' },
  { kind: 'ул.', name: 'Широтная' },
  { kind: 'ул.', name: 'Пермякова' },
  { kind: 'ул.', name: '50 лет Октября' },
  { kind: 'ул.', name: 'Олимпийская' },
  { kind: 'ул.', name: 'Монтажников' },
  { kind: 'ул.', name: 'Фёдорова' },
  { kind: 'ул.', name: 'Щербакова' },
  { kind: 'проезд', name: 'Заречный' },
  { kind: 'пер.', name: 'Тихий' },
]
const shapes = [
  { entrances: 1, floors: 9, perFloor: 4 },
  { entrances: 2, floors: 5, perFloor: 4 },
  { entrances: 1, floors: 12, perFloor: 4 },
  { entrances: 3, floors: 5, perFloor: 3 },
  { entrances: 2, floors: 5, perFloor: 4 },
  { entrances: 1, floors: 10, perFloor: 4 },
]
const houseNotes = new Map([
  [1, 'Ключи от подвала у дежурного, кв. 3. Код домофона 35К7.'],
  [7, 'Подвал затапливает при дожде: насос в приямке подъезда 1.'],
  [18, 'Лифт обслуживает «Лифт-сервис», диспетчер на сайте подрядчика.'],
  [31, 'Въезд во двор через шлагбаум, звонить охране.'],
  [52, 'Отключение отопления только с ЦТП, ключ в мастерской.'],
])
const residentCount = 4_000
/** Every 60th flat's number is also known to the next house's flat: a daughter calls for her mother. */
const sharedEvery = 60

export function demoCompany(): Company {
  const luck = chance(72)
  const houses: Company['houses'] = streets.flatMap((_street, street) =>
    [1, 2, 3, 4, 5].map((nth) => {
      const index = street * 5 + nth
      const shape = shapes[index % shapes.length] ?? { entrances: 1, floors: 5 }
      const suffix = index % 11 === 0 ? ' к. 1' : index % 7 === 0 ? 'а' : ''
      return {
        street: street + 1,
        number: `${nth * 2 + luck.below(30) + street}${suffix}`,
        entrances: shape.entrances,
        floors: shape.floors,
        note: houseNotes.get(index) ?? '',
      }
    }),
  )
  distinctNumbers(houses)
  const apartments = houses.flatMap((house, index) => flatsOf(house, index + 1))
  const residents: Company['residents'] = []
  const phones: Company['phones'] = []
  const spare = residentCount - apartments.length
  apartments.forEach((_flat, index) => {
    const apartment = index + 1
    const member = family(luck)
    residents.push({ name: member(), apartment, relation: luck.next() < 0.85 ? 'собственник' : 'наниматель' })
    phones.push({
      digits: `734520${String(apartment).padStart(5, '0')}`,
      apartment,
      resident: residents.length,
    })
    // the rest of the four thousand, evenly over the flats
    const more =
      Math.floor((apartment * spare) / apartments.length) - Math.floor((index * spare) / apartments.length)
    for (let i = 0; i < more; i++) residents.push({ name: member(), apartment, relation: 'член семьи' })
  })
  for (let flat = 1; flat + 45 <= apartments.length; flat += sharedEvery) {
    const known = phones[flat - 1]
    if (known) phones.push({ ...known, apartment: flat + 45 })
  }
  return { streets, houses, apartments, residents, phones }
}

function distinctNumbers(houses: Company['houses']): void {
  const taken = new Set<string>()
  for (const house of houses) {
    while (taken.has(`${house.street} ${house.number}`))
      house.number = String(Number.parseInt(house.number, 10) + 2)
    taken.add(`${house.street} ${house.number}`)
  }
}

function flatsOf(house: Company['houses'][number], index: number): Company['apartments'] {
  const perFloor = shapes[index % shapes.length]?.perFloor ?? 4
  const count = house.entrances * house.floors * perFloor
  return Array.from({ length: count }, (_none, flat) => ({
    house: index,
    number: String(flat + 1),
    entrance: Math.floor(flat / (house.floors * perFloor)) + 1,
    floor: (Math.floor(flat / perFloor) % house.floors) + 1,
    riser: (flat % perFloor) + 1,
    // every seventh flat owes something: the figures of the month before, as a billing centre gives them
    debt: flat % 7 === 2 ? 120_050 + flat * 31_700 : null,
  }))
}
