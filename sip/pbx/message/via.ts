import { isToken, skipSpace } from './characters.ts'
import { parseParams } from './params.ts'

export interface Via {
  transport: string
  sentBy: string
  /** '' when there is none (RFC 2543). */
  branch: string
}

/** The first Via of a value, blanks around the slashes allowed (RFC 3261 §20.42, RFC 4475 §3.1.1.1). */
export function parseVia(value: string): Via | null {
  const comma = value.indexOf(',')
  const first = comma < 0 ? value : value.slice(0, comma)
  const slash = first.indexOf('/')
  const secondSlash = first.indexOf('/', slash + 1)
  if (slash < 0 || secondSlash < 0) return null
  if (first.slice(0, slash).trim().toUpperCase() !== 'SIP') return null
  if (first.slice(slash + 1, secondSlash).trim() !== '2.0') return null
  const transportStart = skipSpace(first, secondSlash + 1)
  let blank = transportStart
  while (blank < first.length && first.charCodeAt(blank) !== 32 && first.charCodeAt(blank) !== 9) blank++
  const transport = first.slice(transportStart, blank)
  if (!isToken(transport)) return null
  const semicolon = first.indexOf(';', blank)
  const sentBy = first.slice(blank, semicolon < 0 ? first.length : semicolon).trim()
  if (sentBy === '') return null
  const params = semicolon < 0 ? parseParams('') : parseParams(first, semicolon)
  return params && { transport: transport.toUpperCase(), sentBy, branch: params.get('branch') ?? '' }
}
