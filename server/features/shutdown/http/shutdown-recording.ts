import type { Context } from 'koa'
import { Refusal } from '#contracts/error.ts'
import { IdParams } from '#contracts/route.ts'
import { Shutdown } from '#contracts/shutdown.ts'
import { recordSpeech, unrecordSpeech } from '../speech/record-speech.ts'
import { answerTo } from '#server/platform/http/answer-to.ts'
import { BadInput, issuesOf } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'
import { rawBody } from '#server/platform/http/files/raw-body.ts'
import { sendFile, typeOf } from '#server/platform/http/files/send-file.ts'
import { insideOf } from '#server/platform/http/files/static-files.ts'

/** Two minutes of stereo at 44.1 kHz: nobody listens longer before the queue. */
const LARGEST_BYTES = 24 * 1024 * 1024

/**
 * /api/shutdowns/:id/recording: what callers hear. GET plays it, PUT puts a person's WAV (the body itself) in its place,
 * DELETE lets the engine speak again.
 */
export function shutdownRecording({ deps }: Edge): Record<'get' | 'put' | 'delete', ServeFile> {
  return {
    async get(ctx) {
      const shutdown = await deps.store.repositories.shutdowns.find(idOf(ctx))
      const file = shutdown?.speech.file ?? null
      const path = file === null ? null : await insideOf(deps.announcements.dir, file)
      if (path === null) throw new Refusal('notFound')
      ctx.set('Cache-Control', 'no-store')
      if (!(await sendFile(ctx, path, { type: typeOf(path) }))) throw new Refusal('notFound')
    },
    async put(ctx, person) {
      const recording = await rawBody(ctx, LARGEST_BYTES)
      const shutdown = await recordSpeech(deps, person, { shutdownId: idOf(ctx), recording })
      if (shutdown === null)
        throw new BadInput([{ path: 'body', message: 'not a WAV of 16 bit, mono or stereo' }])
      ctx.body = answerTo(person, Shutdown, shutdown)
    },
    async delete(ctx, person) {
      ctx.body = answerTo(person, Shutdown, await unrecordSpeech(deps, person, idOf(ctx)))
    },
  }
}

function idOf(ctx: Context): number {
  const params = IdParams.safeParse(ctx['params'])
  if (!params.success) throw new BadInput(issuesOf('params', params.error))
  return params.data.id
}
