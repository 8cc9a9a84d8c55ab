import type { Middleware } from 'koa'
import { z } from 'zod'
import { Import } from '#contracts/housing.ts'
import { Text } from '#contracts/text.ts'
import { sendImport } from '#server/app/import/send-import.ts'
import { fileLimits } from '../files/limits.ts'
import { answerTo } from './answer-to.ts'
import { BadInput, issuesOf } from './errors.ts'
import { admit, type Edge } from './guard.ts'
import { rawBody } from './raw-body.ts'

const Query = z.object({ name: Text.trim().min(1).max(200) })

/** POST /api/imports?name=…: the bytes of a file as the body; answers the import whose job now reads it. */
export function importFile(edge: Edge): Middleware {
  return async (ctx) => {
    const actor = await admit(edge, ctx, 'directory.import', true)
    const query = Query.safeParse({ ...ctx.query })
    if (!query.success) throw new BadInput(issuesOf('query', query.error))
    if (!ctx.is('application/octet-stream'))
      throw new BadInput([{ path: 'body', message: 'application/octet-stream is read' }])
    const file = await rawBody(ctx, fileLimits.bytes)
    ctx.set('Cache-Control', 'no-store')
    ctx.status = 201
    const begun = await sendImport(edge.deps, actor, { fileName: query.data.name, file })
    ctx.body = answerTo(actor, Import, begun)
  }
}
