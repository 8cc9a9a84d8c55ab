import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { exportResidents } from '../export-residents.ts'
import { localDay } from '#domain/house/local-day.ts'
import { exportHeadings } from '#domain/import/export-columns.ts'
import { writeCsv } from '#server/platform/files/write-csv.ts'
import { writeXlsx } from '#server/platform/files/xlsx/write-xlsx.ts'
import { BadInput, issuesOf } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'

const Query = z.object({ format: z.enum(['csv', 'xlsx']) })
/** A reader that stands still must not hold a snapshot of the database. */
const slowestMs = 5 * 60_000
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** GET /api/export/residents?format=csv|xlsx: everybody on the cards, as a file that the import reads back. */
export function residentsFile(edge: Edge): ServeFile {
  const { deps } = edge
  return async (ctx, person) => {
    const query = Query.safeParse({ ...ctx.query })
    if (!query.success) throw new BadInput(issuesOf('query', query.error))
    const { format } = query.data
    const body = new PassThrough()
    const exported = exportResidents(deps, person, format, async (rows) => {
      const pieces =
        format === 'csv' ? writeCsv(exportHeadings, rows) : writeXlsx('Жители', exportHeadings, rows)
      await pipeline(pieces, body, { signal: AbortSignal.timeout(slowestMs) })
    })
    // who took it away went off in the middle, or the database did: the file is cut, and that is seen
    exported.catch((error: unknown) =>
      body.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    await Promise.race([once(body, 'readable'), exported])
    ctx.set('Cache-Control', 'no-store')
    ctx.set(
      'Content-Disposition',
      `attachment; filename="${fileName(deps.now(), deps.installation.timeZone)}.${format}"`,
    )
    ctx.type = types[format]
    ctx.body = body
  }
}

const fileName = (at: Date, timeZone: string): string => `residents-${localDay(at, timeZone)}`
