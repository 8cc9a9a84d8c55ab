import type { TrunkFields } from '#contracts/trunk.ts'

/** A number as the trunk wants it; the same rule as context `next-trunk` of extensions.conf. */
export function numberOut(number: string, { numbersOut, areaCode }: TrunkFields): string {
  const digits = number.replaceAll(/\D/g, '')
  if (numbersOut === 'dialled' || number.startsWith('810')) return number
  const isFull = digits.length === 11 && (digits.startsWith('7') || number.startsWith('8'))
  const ten = isFull
    ? digits.slice(1)
    : areaCode.length + digits.length === 10
      ? `${areaCode}${digits}`
      : null
  if (ten === null) return number
  if (numbersOut === 'e164') return `+7${ten}`
  if (numbersOut === 'digits') return `7${ten}`
  return numbersOut === 'short' && areaCode !== '' && ten.startsWith(areaCode)
    ? ten.slice(areaCode.length)
    : `8${ten}`
}
