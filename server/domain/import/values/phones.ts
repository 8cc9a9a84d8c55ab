import { e164Digits } from '../../call/caller-number.ts'

export type PhoneKind = 'mobile' | 'home' | 'work' | 'other'

export interface FilePhone {
  /** E.164 without the plus, as phoneDigits gives it. */
  digits: string
  kind: PhoneKind
}

function digitsInFile(text: string): string | null {
  const whole = /^\d[.,]\d+e\+?\d+$/i.test(text) ? wholeOf(text) : text
  const digits = whole === null ? null : e164Digits(whole.replaceAll('.', ' '))
  // Russia has no area codes 890–899: a mobile number that lost a digit
  return digits?.startsWith('789') ? null : digits
}

/** 7.9220000001E+10, as a spreadsheet leaves a number; null when it rounded digits away. */
function wholeOf(text: string): string | null {
  const [mantissa = '', exponent = ''] = text.toLowerCase().replace(',', '.').split('e')
  const decimals = mantissa.length - 2
  return decimals >= Number(exponent) - 1 ? String(Math.round(Number(text.replace(',', '.')))) : null
}

/** Numbers of one cell, divided by comma, semicolon, slash or line; null when one of them is no number. */
export function parsePhones(text: string, kind: PhoneKind | null): FilePhone[] | null {
  const found = new Map<string, FilePhone>()
  for (const part of splitPhones(text)) {
    const digits = digitsInFile(part)
    if (digits === null) return null
    found.set(digits, { digits, kind: kind ?? (digits.startsWith('79') ? 'mobile' : 'home') })
  }
  return [...found.values()]
}

// a comma may be the decimal sign of a number that a spreadsheet spoiled: 7,9220000001E+10
const splitPhones = (text: string): string[] =>
  /^\d,\d+e\+?\d+$/i.test(text)
    ? [text]
    : text
        .split(/[;,/|\n]+/)
        .map((part) => part.trim())
        .filter((part) => part !== '')

/** As exports write a number: one that needs no guard and that the import reads back. */
export function phoneText(digits: string): string {
  const local = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits)
  return local ? `8 ${local[1]} ${local[2]}-${local[3]}-${local[4]}` : `+${digits}`
}
