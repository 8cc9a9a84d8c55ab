import { Refusal } from '#contracts/error.ts'

/** Where the next page begins, opaque to clients. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/**
 * The parts of a cursor, as text.
 * @throws Refusal badInput when it is not one of ours
 */
export function decodeCursor(cursor: string, parts: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === parts) return key.map(String)
  } catch {
    // not JSON: the same refusal
  }
  throw new Refusal('badInput', { field: 'cursor' })
}

/** A page was asked with one row more than it shows: is there another page, and where does it begin? */
export function page<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => (string | number)[],
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? encodeCursor(key(last)) : null }
}
