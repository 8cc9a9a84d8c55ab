import type { HouseFields } from '#contracts/house/house.ts'

/** A house of which only this is known yet; an emptied number is none, and the contract says so at its field. */
export function houseOf(
  streetId: number,
  number: string,
  floors: number | null,
  entrances: number | null,
): HouseFields {
  const count = entrances !== null && Number.isInteger(entrances) ? Math.min(Math.max(entrances, 0), 200) : 0
  return {
    streetId,
    number: number.trim(),
    fiasId: null,
    floors: floors ?? Number.NaN,
    yearBuilt: null,
    microdistrictId: null,
    managedFrom: null,
    managedTo: null,
    powerSources: 1,
    hasGas: false,
    lifts: 0,
    note: '',
    keys: '',
    entrances: Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      flatFrom: null,
      flatTo: null,
      floors: floors === null || Number.isNaN(floors) ? null : floors,
      lifts: 0,
      doorCode: '',
    })),
    supplies: [],
  }
}
