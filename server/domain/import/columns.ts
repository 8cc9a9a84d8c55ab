import { isPhoneField, type Field } from './fields.ts'

/** Lower case, ё as е, letters and digits with single spaces: «№ Кв-ры» is «кв ры». */
const bare = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/№/g, ' ')
    .replace(/[^а-яa-z0-9/]+/g, ' ')
    .trim()

/**
 * How headings are written in the files of housing companies, 1С and billing centres. The first that fits decides:
 * the particular stands before the general («Дата снятия с регистрации» before «Дата регистрации»).
 */
const spellings: readonly (readonly [Field, RegExp])[] = [
  ['livesTo', /^(дата )?(выбы|убы|выезд|выехал|выпис|снят|окончани|прекращ)|(регистр|прожив|пропис)\S* по$/],
  ['livesFrom', /^(дата )?(начала )?(регистрации|прописки|вселени|заселени|прибыти|въезда|проживания)/],
  ['livesFrom', /^(зарегистрирован|прописан|вселен|заселен|прибыл|проживает)\S* с( |$)/],
  ['livingCount', /^(кол во|количество|число) .*(прожив|жильц|жител|чел)|^проживающих|^проживает чел/],
  ['isLiving', /^(фактически )?проживает( фактически)?( да[ /]нет)?$/],
  ['account', /^(номер )?(лицев|л ?\/ ?с|лс( |$)|л сч)/],
  ['areaM2', /площадь|^s( |$)| кв м$/],
  ['entrance', /^(номер )?(подъезд|парадн)/],
  ['floor', /^(номер )?этаж( |$)/],
  ['building', /^(номер )?(корпус|корп|строение|стр|литер\S*)( |$)/],
  ['town', /^(город|г|нас пункт|населенный пункт|н п|поселок)$/],
  ['street', /^(наименование |название )?(улиц|ул( |$)|проспект)/],
  ['house', /^(номер )?(дом|дома|д)( |$)/],
  ['flat', /^(номер )?(квартир[аы]|кв|кв р[аы]|помещени[ея]|пом)( |$)/],
  ['address', /^(полный |почтовый )?адрес(?!.*(электрон|mail))/],
  ['flatPhone', /^(общий|квартирный) тел|^тел\S* (квартиры|общий|в квартире)/],
  ['homePhone', /^(дом|гор|стац)\S* тел|^тел\S* (дом|гор|стац)/],
  ['workPhone', /^(раб|служ)\S* тел|^тел\S* (раб|служ)/],
  ['mobilePhone', /(^| )(моб|сотов|сот( |$))/],
  ['phone', /^(номера? )?тел|^контакт\S*( тел\S*)?( \d+)?$|^номера тел/],
  ['relation', /^(статус|отношени|кем приход|родств|степень родств|тип (прожив|жильц|жител|собств)|роль)/],
  ['name', /^(фио|ф и о|полное имя|фамилия имя)|(^| )фио( |$)/],
  ['name', /^(житель|жилец|собственник|наниматель|абонент|плательщик|квартиросъемщик|потребитель)( |$)/],
  ['surname', /^фамилия$/],
  ['givenName', /^имя$/],
  ['patronymic', /^отчество$/],
  ['note', /^(примечани|комментари|заметк)/],
]

/** The field of each column by its heading; null: not recognised, left out. */
export function recogniseColumns(headings: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>()
  return headings.map((heading) => {
    const text = bare(heading)
    const field = text === '' ? undefined : spellings.find(([, pattern]) => pattern.test(text))?.[0]
    if (field === undefined || (taken.has(field) && !isPhoneField(field))) return null
    taken.add(field)
    return field
  })
}

const headingRows = 30
const fewest = 3

/**
 * Which row holds the headings: registers begin with titles and dates. The first of the top rows in which the most
 * columns are recognised; null when no row has three.
 */
export function findHeadings(rows: readonly (readonly string[])[]): number | null {
  let best: { row: number; known: number } | null = null
  for (const [row, cells] of rows.slice(0, headingRows).entries()) {
    const known = recogniseColumns(cells).filter((field) => field !== null).length
    if (known >= fewest && known > (best?.known ?? 0)) best = { row, known }
  }
  return best?.row ?? null
}

/** Fields without which no line says whose home it is; `address` stands for the three of the place. */
export function missingFields(columns: readonly (Field | null)[]): Field[] {
  const has = (field: Field): boolean => columns.includes(field)
  const missing: Field[] = []
  if (!has('address')) missing.push(...(['street', 'house', 'flat'] as const).filter((field) => !has(field)))
  if (!has('name') && !has('surname')) missing.push('name')
  return missing
}
