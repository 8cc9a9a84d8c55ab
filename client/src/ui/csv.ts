/** What Excel would take for a formula stands behind an apostrophe (OWASP, "CSV injection"): texts come from strangers. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)

function cell(value: string | number | null): string {
  if (value === null) return ''
  // Russian Excel reads a decimal comma; a number of ours is no formula even below zero.
  if (typeof value === 'number') return String(value).replace('.', ',')
  const safe = isFormula(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows for a Russian Excel: semicolons, CRLF, and the mark that says UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
