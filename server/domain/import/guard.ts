/**
 * A spreadsheet runs a cell that begins so as a formula, whoever wrote it (OWASP, CSV Injection). An apostrophe in
 * front makes it text; ours comes off again when the file is imported, and a cell that had one keeps it.
 */
const dangerous = /^'*[=+\-@\t\r\n]/

export const guarded = (text: string): string => (dangerous.test(text) ? `'${text}` : text)

export const unguarded = (text: string): string =>
  text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text
