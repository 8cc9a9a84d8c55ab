import { defaultSettings } from '#contracts/settings.ts'

/** What an address is written from, as `addressText` takes it. */
export interface AddressRow {
  /** Null in the installation's own town, or where there is only one. */
  town: string | null
  kind: string
  street: string
  house: string
  apartment: string | null
}

/** The house `h` and the street `s` of a flat `a`. */
export const addressTables = 'join houses h on h.id = a.house_id join streets s on s.id = h.street_id'

/** The town of the street `s`, where it must be said: there are others, and it is not the one of the setting `city`. */
export const shownTown = `case when (select count(*) from towns) > 1 then
  nullif(s.town, coalesce((select data ->> 'city' from settings where id = 1), '${defaultSettings.city}')) end`

/** Of a house without a flat the column `apartment` is null. */
export const houseColumns = `${shownTown} as town, s.kind, s.name as street, h.number as house`
export const addressColumns = `${houseColumns}, a.number as apartment`
