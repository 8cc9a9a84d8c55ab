import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { Text } from '#contracts/text.ts'
import { GivenMoment } from '#contracts/time.ts'

/** What keys of pages are made of; a cursor comes back from outside, so its parts are held to what columns take. */
export const key = {
  text: Text.max(300),
  id: z.number().int(),
  /** For a column that is `integer`. */
  place: z.number().int().min(0).max(2_147_483_647),
  moment: GivenMoment,
}

/** Where the next page begins, opaque to clients. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/**
 * The parts of a cursor.
 * @throws Refusal badInput when it is not one of ours
 */
export function decodeCursor<Parts extends z.core.util.TupleItems>(
  cursor: string,
  parts: z.ZodTuple<Parts>,
): z.output<z.ZodTuple<Parts>> {
  const read = parts.safeParse(parsedJson(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw new Refusal('badInput', { field: 'cursor' })
  return read.data
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A page was asked with one row more than it shows: is there another page, and where does it begin? */
export function page<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => (string | number)[],
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null }
}
