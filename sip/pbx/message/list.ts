/** Splits at commas outside of quotes and angle brackets, in one pass (RFC 3261 §7.3.1). */
export function splitList(value: string): string[] {
  if (!value.includes(',')) return [value.trim()]
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  let depth = 0
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i)
    if (c === 92 && isQuoted) i++
    else if (c === 34) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (c === 60) depth++
    else if (c === 62) depth = Math.max(0, depth - 1)
    else if (c === 44 && depth === 0) {
      parts.push(value.slice(start, i).trim())
      start = i + 1
    }
  }
  parts.push(value.slice(start).trim())
  return parts
}

/** Lower-case members of a header that lists tokens: Require, Supported, Accept without its parameters. */
export function tokensOf(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((part) => (part.split(';', 1)[0] ?? '').trim().toLowerCase())
    .filter((part) => part !== '')
}
