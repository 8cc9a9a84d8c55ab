import type { Middleware } from 'koa'
import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { BadInput, issuesOf } from './errors.ts'
import { admit, type Edge } from './guard.ts'
import { sendFile, typeOf } from './send-file.ts'
import { insideOf } from './static-files.ts'

const Params = z.object({ id: z.string().min(1).max(160) })
/** Jumping about in one recording is one hearing. */
const HEARING_SECONDS = 600

/** GET /api/calls/:id/recording: the sound of a call, by permission, never cached, every hearing audited. */
export function recording(edge: Edge, recordingsDir: string | null): Middleware {
  const { deps } = edge
  return async (ctx) => {
    const actor = await admit(edge, ctx, 'recording.hear', false)
    const params = Params.safeParse(ctx['params'])
    if (!params.success) throw new BadInput(issuesOf('params', params.error))
    const { id } = params.data
    const call = await deps.store.repositories.calls.find(id)
    if (recordingsDir === null || call === null || call.recording === null) throw new Refusal('notFound')
    // The PBX named the file; it must not be able to name any other of this machine.
    const path = await insideOf(recordingsDir, call.recording)
    if (path === null) throw new Refusal('notFound')
    const hearing = `hearing:${actor.sessionHash?.toString('hex') ?? ''}:${id}`
    if ((await deps.limiter.hit(hearing, 1, HEARING_SECONDS)).allowed)
      await deps.store.repositories.audit.add({
        at: deps.now(),
        userId: actor.userId,
        action: 'recording.heard',
        subject: id,
        details: { ip: actor.ip },
      })
    ctx.set('Cache-Control', 'no-store')
    if (!(await sendFile(ctx, path, { type: typeOf(path) }))) throw new Refusal('notFound')
  }
}
