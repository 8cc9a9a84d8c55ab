import type { SupplyPoint } from '#contracts/house/directories.ts'
import type { Service } from '#contracts/shutdown.ts'

type Houses = SupplyPoint['houses']

/** What a point of this kind may give; what is recorded beyond it stays visible. */
export const servicesOf = (kind: SupplyPoint['kind'], houses: Houses): Service[] => {
  const usual: Service[] = kind === 'heatPoint' ? ['heating', 'hotWater', 'coldWater'] : ['power']
  return [...new Set([...usual, ...houses.map((house) => house.service)])]
}

export const idsOf = (houses: Houses): number[] => [...new Set(houses.map((house) => house.houseId))]

/** New houses get all that the point usually gives: a heating point without hot water is the exception. */
export function withHouses(houses: Houses, kind: SupplyPoint['kind'], ids: readonly number[]): Houses {
  const known = new Set(idsOf(houses))
  const services: Service[] = kind === 'heatPoint' ? ['heating', 'hotWater'] : ['power']
  return [
    ...houses,
    ...ids
      .filter((id) => !known.has(id))
      .flatMap((houseId) => services.map((service) => ({ houseId, service }))),
  ]
}

export const withService = (houses: Houses, houseId: number, service: Service, isOn: boolean): Houses => {
  const others = houses.filter((one) => one.houseId !== houseId || one.service !== service)
  return isOn ? [...others, { houseId, service }] : others
}

export const withoutHouse = (houses: Houses, houseId: number): Houses =>
  houses.filter((one) => one.houseId !== houseId)
