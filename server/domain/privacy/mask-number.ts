/**
 * A telephone number as a person without `number.see` may see it: `+79220000001` → `+7 922 ***-**-01`.
 * Anything too short to keep a secret after that is stars alone; '' stays ''.
 */
export function maskNumber(text: string): string {
  if (text === '') return ''
  const digits = text.replace(/\D/g, '')
  if (digits.length < 10) return '***'
  const last = digits.slice(-2)
  const country = digits.slice(0, -10).replace(/^8$/, '7')
  const area = digits.slice(-10, -7)
  return `${country === '' ? '' : `+${country} `}${area} ***-**-${last}`
}
