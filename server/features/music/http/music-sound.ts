import { Refusal } from '#contracts/error.ts'
import { Text } from '#contracts/text.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { BadInput } from '#server/platform/http/errors.ts'
import type { ServeFile } from '#server/platform/feature.ts'
import type { Edge } from '#server/platform/http/edge.ts'
import { rawBody } from '#server/platform/http/files/raw-body.ts'
import { sendFile, typeOf } from '#server/platform/http/files/send-file.ts'
import { getMusic } from '../get-music.ts'
import { makeMusic } from '../sound/make-music.ts'
import { musicFile, putMusic, usualMusic } from '../sound/music-files.ts'

/** Two minutes of stereo at 44.1 kHz, four of mono. */
const LARGEST_BYTES = 24 * 1024 * 1024
const Name = Text.trim().min(1).max(200).catch('WAV')

/**
 * /api/music/sound: what callers hear while they wait. GET plays it, PUT puts the company's WAV (the body itself) in its
 * place, DELETE brings back what came with Asterisk.
 */
export function musicSound({ deps }: Edge): Record<'get' | 'put' | 'delete', ServeFile> {
  const { announcements } = deps
  const answer = async (person: Person): Promise<object> =>
    getMusic(deps, person, { params: undefined, query: undefined, body: undefined })
  return {
    async get(ctx) {
      const file = musicFile(announcements.dir)
      ctx.set('Cache-Control', 'no-store')
      if (!(await sendFile(ctx, file, { type: typeOf(file) }))) throw new Refusal('notFound')
    },
    async put(ctx, person) {
      refuseEmbedded(deps)
      const sound = await makeMusic(await rawBody(ctx, LARGEST_BYTES))
      if (sound === null)
        throw new BadInput([{ path: 'body', message: 'not a WAV of 16 bit, shorter than 5 s, or silent' }])
      const name = Name.parse(ctx.query['name'])
      await putMusic(announcements.dir, sound, name)
      await audit(deps, person, name)
      ctx.body = await answer(person)
    },
    async delete(ctx, person) {
      refuseEmbedded(deps)
      await usualMusic(announcements.dir)
      await audit(deps, person, null)
      ctx.body = await answer(person)
    },
  }
}

/** @throws Refusal notFound where the PBX plays no music */
function refuseEmbedded({ installation }: Deps): void {
  if (installation.pbx === 'embedded') throw new Refusal('notFound')
}

const audit = (deps: Deps, person: Person, name: string | null): Promise<void> =>
  deps.store.transaction(async (tx) => {
    tx.audit(
      'music.changed',
      { userId: person.userId, at: deps.now() },
      { subject: 'settings', details: { name } },
    )
  })
