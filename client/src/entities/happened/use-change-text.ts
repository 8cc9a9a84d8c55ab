import { ApartmentKind } from '#contracts/house/apartment.ts'
import { type Directories } from '#contracts/house/directories.ts'
import { PhoneKind } from '#contracts/house/resident.ts'
import { Service } from '#contracts/shutdown.ts'
import { useText } from '../../i18n/i18n.ts'
import { formatNumber } from '../call/number.ts'
import { relationKey } from '../house/relations.ts'
import { useDay } from '../house/use-day.ts'

/** A value of the history as the forms write it: days, choices and names instead of what the tables hold. */
export function useChangeText(directories: () => Directories | null) {
  const { t } = useText()
  const day = useDay()
  const nameIn = (list: readonly { id: number; name: string }[] | undefined, id: string): string =>
    list?.find((one) => one.id === Number(id))?.name ?? id

  function kindText(value: string): string {
    const place = ApartmentKind.safeParse(value)
    if (place.success) return t(`directory.${place.data}`)
    const phone = PhoneKind.safeParse(value)
    return phone.success ? t(`directory.phone_${phone.data}`) : value
  }
  /** «heating 5; power 7»: the service and what feeds it. */
  function supplyText(value: string): string {
    return value
      .split('; ')
      .map((line) => {
        const [service, point = ''] = line.split(' ')
        const known = Service.safeParse(service)
        const name = nameIn(directories()?.supplyPoints, point)
        return known.success ? `${t(`service.${known.data}`)} – ${name}` : line
      })
      .join('; ')
  }
  return (field: string, value: string): string => {
    if (value === '') return ''
    if (value === 'true') return t('form.yes')
    if (value === 'false') return t('form.no')
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value)
    switch (field) {
      case 'kind':
        return kindText(value)
      case 'relation': {
        const key = relationKey(value)
        return key === null ? value : t(key)
      }
      case 'streetId':
        return nameIn(directories()?.streets, value)
      case 'microdistrictId':
        return nameIn(directories()?.microdistricts, value)
      case 'supplies':
        return supplyText(value)
      case 'phone':
        return formatNumber(value)
      default:
        return value
    }
  }
}
