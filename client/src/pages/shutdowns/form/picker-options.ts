import type { Microdistrict, Street, SupplyPoint } from '#contracts/house/directories.ts'
import type { Service } from '#contracts/shutdown.ts'
import type { Translate } from '../../../i18n/i18n.ts'
import { findOptions, type ComboOption } from '../../../ui/combobox/combobox.ts'

const shownLimit = 50

export const streetOptions = (streets: readonly Street[], search: string): ComboOption<Street>[] =>
  findOptions(
    streets.map((street) => ({
      key: String(street.id),
      value: street,
      text: `${street.kind} ${street.name}`.trim(),
      note: street.town,
    })),
    search,
  ).slice(0, shownLimit)

export const microdistrictOptions = (
  microdistricts: readonly Microdistrict[],
  search: string,
  t: Translate,
): ComboOption<Microdistrict>[] =>
  findOptions(
    microdistricts.map((one) => ({
      key: String(one.id),
      value: one,
      text: one.name,
      note: t('shutdownForm.houseCount', { n: one.houses }, one.houses),
    })),
    search,
  ).slice(0, shownLimit)

/** Houses that get one of the services from this point; all of its houses when it gives none of them. */
export function pointHouses(point: SupplyPoint, services: readonly Service[]): Set<number> {
  const served = point.houses.filter(({ service }) => services.includes(service))
  return new Set((served.length > 0 ? served : point.houses).map(({ houseId }) => houseId))
}

/** Points that give what is off stand first. */
export function pointOptions(
  points: readonly SupplyPoint[],
  search: string,
  services: readonly Service[],
  t: Translate,
): ComboOption<SupplyPoint>[] {
  const gives = (point: SupplyPoint): boolean =>
    point.houses.some(({ service }) => services.includes(service))
  const options = [...points]
    .sort(
      (a, b) => Number(gives(b)) - Number(gives(a)) || a.name.localeCompare(b.name, 'ru', { numeric: true }),
    )
    .map((point) => {
      const n = pointHouses(point, services).size
      return {
        key: String(point.id),
        value: point,
        text: point.name,
        note: t('shutdownForm.houseCount', { n }, n),
      }
    })
  return findOptions(options, search).slice(0, shownLimit)
}
