import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Knex } from 'knex'
import { extraOf, readCelLine } from '#sip/translate/cel-line.ts'

/** As lines.sql names the file of a spoken text. */
export const lineFileOf = (text: string): string => `lines/${createHash('md5').update(text).digest('hex')}`

/** In production the clock is now(), and nothing can move it. */
export const setLineClock = (knex: Knex, at: Date): Promise<unknown> =>
  knex.raw(
    `create or replace function asterisk_inner.moment() returns timestamptz
     language sql stable set search_path = public, pg_temp as $$ select '${at.toISOString()}'::timestamptz $$`,
  )

/** What the ledger says of the way of each call, by the caller's number, in its order: steps, queues, a call back. */
export async function lineMarks(celFile: string): Promise<Map<string, string[]>> {
  const text = await readFile(celFile, 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1).map(readCelLine)
  const numbers = new Map(
    lines
      .filter(({ eventtype, num }) => eventtype === 'CHAN_START' && num !== '')
      .map((line) => [line.linkedid, line.num]),
  )
  const marks = new Map<string, string[]>()
  for (const line of lines) {
    const kind = line.userdeftype || line.eventtype
    const mark =
      kind === 'APP_START' && line.appname === 'Queue'
        ? `Queue ${line.appdata.split(',')[0]}`
        : kind === 'VAKHTA_STEP'
          ? `${kind} ${extraOf(line).extra}`
          : ['VAKHTA_URGENT', 'VAKHTA_CALLBACK'].includes(kind)
            ? kind
            : null
    const number = numbers.get(line.linkedid)
    if (mark !== null && number !== undefined) marks.set(number, [...(marks.get(number) ?? []), mark])
  }
  return marks
}
