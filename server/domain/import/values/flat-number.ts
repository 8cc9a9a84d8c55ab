/**
 * The number of a flat as the directory keeps it: «кв. 12 А» is «12а», «12.0» of a spreadsheet is «12», «пом. 3» keeps
 * its word. Null when it is none: nothing without a digit, no list, no day into which a spreadsheet turned 12/1.
 */
export function parseFlatNumber(text: string): string | null {
  const bare = text
    .toLowerCase()
    .replace(/^(квартира|кв|№)[.\s№]*(?=\d)/, '')
    .replace(/^№\s*/, '')
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/(\d)\s+(?=[а-яa-z]$)/, '$1')
    .trim()
  if (/^0*$/.test(bare)) return null
  const isNumber = /^\d{1,5}[а-яёa-z]?([/-]\d{1,4}[а-яёa-z]?)?$/.test(bare)
  const isRoom =
    /^(пом|помещение|нежилое|нж|н|оф|офис|маг|магазин|бокс|гараж|кл|кладовая|мм|м|п)[.\s-]*(№\s*)?\d{1,4}[а-яё]?$/.test(
      bare,
    )
  return isNumber || isRoom ? bare : null
}

/** As apartments.number_key is generated in the database. */
export const flatKey = (number: string): string => number.toLowerCase().replaceAll('ё', 'е')
