import { z } from 'zod'
import { Import } from '#contracts/import.ts'
import { Text } from '#contracts/text.ts'
import { sendImport } from '../send-import.ts'
import { fileLimits } from '#server/platform/files/limits.ts'
import { answerTo } from '#server/platform/http/answer-to.ts'
import { BadInput, issuesOf } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'
import { rawBody } from '#server/platform/http/files/raw-body.ts'

const Query = z.object({ name: Text.trim().min(1).max(200) })

/** POST /api/imports?name=…: the bytes of a file as the body; answers the import whose job now reads it. */
export function importFile(edge: Edge): ServeFile {
  return async (ctx, person) => {
    const query = Query.safeParse({ ...ctx.query })
    if (!query.success) throw new BadInput(issuesOf('query', query.error))
    if (!ctx.is('application/octet-stream'))
      throw new BadInput([{ path: 'body', message: 'application/octet-stream is read' }])
    const file = await rawBody(ctx, fileLimits.bytes)
    ctx.set('Cache-Control', 'no-store')
    ctx.status = 201
    const begun = await sendImport(edge.deps, person, { fileName: query.data.name, file })
    ctx.body = answerTo(person, Import, begun)
  }
}
