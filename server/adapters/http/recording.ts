import type { Context, Middleware } from 'koa'
import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { IdParams } from '#contracts/route.ts'
import { Text } from '#contracts/text.ts'
import type { Actor } from '#server/app/ports.ts'
import { BadInput, issuesOf } from './errors.ts'
import { admit, type Edge } from './guard.ts'
import { sendFile, typeOf } from './send-file.ts'
import { insideOf } from './static-files.ts'

const CallParams = z.object({ id: Text.min(1).max(160) })
/** Jumping about in one recording is one hearing. */
const HEARING_SECONDS = 600

/** GET /api/calls/:id/recording: the sound of a call, by permission, never cached, every hearing audited. */
export function recording(edge: Edge, recordingsDir: string | null): Middleware {
  return async (ctx) => {
    const actor = await admit(edge, ctx, 'recording.hear', false)
    const { id } = parsed(CallParams, ctx)
    const call = await edge.deps.store.repositories.calls.find(id)
    const file = call?.recording ?? null
    await hear(edge, ctx, { actor, recordingsDir, file, action: 'recording.heard', subject: id })
  }
}

/**
 * GET /api/shutdown-callers/:id/message: what a caller said to be heard. It is no conversation of a colleague's but a
 * call for the desk, to be considered within ten minutes (ПП РФ 416, п. 13): whoever calls back hears it, audited too.
 */
export function spokenMessage(edge: Edge, recordingsDir: string | null): Middleware {
  return async (ctx) => {
    const actor = await admit(edge, ctx, 'task.register', false)
    const { id } = parsed(IdParams, ctx)
    const file = await edge.deps.store.repositories.shutdownCallers.messageFile(id)
    const subject = `shutdown-caller:${id}`
    await hear(edge, ctx, { actor, recordingsDir, file, action: 'message.heard', subject })
  }
}

function parsed<T>(schema: z.ZodType<T>, ctx: Context): T {
  const params = schema.safeParse(ctx['params'])
  if (!params.success) throw new BadInput(issuesOf('params', params.error))
  return params.data
}

interface Hearing {
  actor: Actor
  recordingsDir: string | null
  /** As the PBX named it. */
  file: string | null
  action: string
  subject: string
}

async function hear(
  { deps }: Edge,
  ctx: Context,
  { actor, recordingsDir, file, action, subject }: Hearing,
): Promise<void> {
  if (recordingsDir === null || file === null) throw new Refusal('notFound')
  // The PBX named the file; it must not be able to name any other of this machine.
  const path = await insideOf(recordingsDir, file)
  if (path === null) throw new Refusal('notFound')
  const hearing = `hearing:${actor.sessionHash?.toString('hex') ?? ''}:${subject}`
  if ((await deps.limiter.hit(hearing, 1, HEARING_SECONDS)).allowed)
    await deps.store.repositories.audit.add({
      at: deps.now(),
      userId: actor.userId,
      action,
      subject,
      details: { ip: actor.ip },
    })
  ctx.set('Cache-Control', 'no-store')
  if (!(await sendFile(ctx, path, { type: typeOf(path) }))) throw new Refusal('notFound')
}
