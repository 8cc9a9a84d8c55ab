import type { Context } from 'koa'
import { z } from 'zod'
import { Refusal } from '#contracts/error.ts'
import { Text } from '#contracts/text.ts'
import { hearMessage, hearRecording } from '../hear-recording.ts'
import { BadInput, issuesOf } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'
import { sendFile, typeOf } from '#server/platform/http/files/send-file.ts'
import { insideOf } from '#server/platform/http/files/static-files.ts'

const CallParams = z.object({ id: Text.min(1).max(160) })

/** GET /api/calls/:id/recording: the sound of a call, by permission, never cached. */
export function recording(edge: Edge): ServeFile {
  return async (ctx, person) => {
    const { id } = parsed(CallParams, ctx)
    await send(ctx, await hearRecording(edge.deps, person, id, inFolder(edge.recordingsDir)))
  }
}

/** GET /api/calls/:id/message: what its caller said to be heard. */
export function spokenMessage(edge: Edge): ServeFile {
  return async (ctx, person) => {
    const { id } = parsed(CallParams, ctx)
    await send(ctx, await hearMessage(edge.deps, person, id, inFolder(edge.recordingsDir)))
  }
}

function parsed<T>(schema: z.ZodType<T>, ctx: Context): T {
  const params = schema.safeParse(ctx['params'])
  if (!params.success) throw new BadInput(issuesOf('params', params.error))
  return params.data
}

/** The PBX names the file; it must not be able to name any other of this machine. */
const inFolder =
  (dir: string | null) =>
  async (file: string): Promise<string | null> =>
    dir === null ? null : insideOf(dir, file)

async function send(ctx: Context, path: string): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  if (!(await sendFile(ctx, path, { type: typeOf(path) }))) throw new Refusal('notFound')
}
