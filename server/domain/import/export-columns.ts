import { guarded } from './guard.ts'
import { parseRelation } from './values/relation.ts'
import { phoneText } from './values/phones.ts'

/** One person of one flat as he leaves; days are ISO. */
export interface ExportedResident {
  town: string
  kind: string
  street: string
  house: string
  flat: string
  entrance: number | null
  floor: number | null
  areaM2: number | null
  account: string
  livingCount: number | null
  name: string
  relation: string
  livesFrom: string | null
  livesTo: string | null
  isLiving: boolean
  phones: string[]
  /** Of the flat and of nobody in it; on its first line alone. */
  flatPhones: string[]
  note: string
}

const day = (iso: string | null): string => (iso === null ? '' : iso.split('-').toReversed().join('.'))
const plain = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))

/** Every column of an export with what stands in it: an export that is imported again changes nothing. */
export const exportColumns: readonly { heading: string; text: (row: ExportedResident) => string }[] = [
  { heading: 'Город', text: (row) => row.town },
  { heading: 'Улица', text: (row) => `${row.kind} ${row.street}`.trim() },
  { heading: 'Дом', text: (row) => row.house },
  { heading: 'Квартира', text: (row) => row.flat },
  { heading: 'Подъезд', text: (row) => plain(row.entrance) },
  { heading: 'Этаж', text: (row) => plain(row.floor) },
  { heading: 'Площадь, м²', text: (row) => plain(row.areaM2) },
  { heading: 'Лицевой счёт', text: (row) => row.account },
  { heading: 'Количество проживающих', text: (row) => plain(row.livingCount) },
  { heading: 'ФИО', text: (row) => row.name },
  // a word that the import does not know would come back as a fault
  { heading: 'Статус', text: (row) => (parseRelation(row.relation) === null ? 'иное' : row.relation) },
  { heading: 'Зарегистрирован с', text: (row) => day(row.livesFrom) },
  { heading: 'Выбыл', text: (row) => day(row.livesTo) },
  { heading: 'Фактически проживает', text: (row) => (row.isLiving ? 'да' : 'нет') },
  { heading: 'Телефоны', text: (row) => row.phones.map(phoneText).join(', ') },
  { heading: 'Телефон квартиры', text: (row) => row.flatPhones.map(phoneText).join(', ') },
  { heading: 'Примечание', text: (row) => row.note },
]

export const exportHeadings: readonly string[] = exportColumns.map(({ heading }) => heading)
export const exportCells = (row: ExportedResident): string[] =>
  exportColumns.map(({ text }) => guarded(text(row)))
