import type { Context, Middleware } from 'koa'
import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { sendImport } from '#server/app/import/send-import.ts'
import { fileLimits } from '../files/limits.ts'
import { BadInput, issuesOf } from './errors.ts'
import { admit, type Edge } from './guard.ts'

const Query = z.object({ name: z.string().trim().min(1).max(200) })

/** POST /api/imports?name=…: the bytes of a file as the body; answers the import whose job now reads it. */
export function importFile(edge: Edge): Middleware {
  return async (ctx) => {
    const actor = await admit(edge, ctx, 'directory.import', true)
    const query = Query.safeParse({ ...ctx.query })
    if (!query.success) throw new BadInput(issuesOf('query', query.error))
    if (!ctx.is('application/octet-stream'))
      throw new BadInput([{ path: 'body', message: 'application/octet-stream is read' }])
    const file = await bodyOf(ctx)
    ctx.set('Cache-Control', 'no-store')
    ctx.status = 201
    ctx.body = await sendImport(edge.deps, actor, { fileName: query.data.name, file })
  }
}

/** What is over the limit is read to its end and thrown away: an answer in the middle would not be heard. */
async function bodyOf(ctx: Context): Promise<Buffer> {
  if ((ctx.request.length ?? 0) > fileLimits.bytes) throw new Refusal('tooLarge')
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of ctx.req) {
    if (!Buffer.isBuffer(piece)) continue
    size += piece.length
    if (size <= fileLimits.bytes) pieces.push(piece)
  }
  if (size > fileLimits.bytes) throw new Refusal('tooLarge')
  return Buffer.concat(pieces)
}
