import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Shutdown } from '#contracts/shutdown.ts'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { forgetful, voicesOf } from '#server/testing/people/no-announcements.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { addShutdownRow } from '#server/testing/samples/spoken-shutdowns.ts'
import { readWav, wav } from '#sip/sound/wav.ts'

let edge: TestEdge
let dir: string
let dispatcher: Browser
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'vakhta-announcements-'))
  const speech = { speak: () => Promise.reject(new Error('not asked')) }
  edge = await startEdge({
    announcements: createAnnouncements({ dir, voices: voicesOf(speech), spokenFiles: forgetful }),
  })
  dispatcher = await edge.as('dispatcher')
})
afterAll(async () => {
  await edge?.stop()
  await rm(dir, { recursive: true, force: true })
})

let houses = 0
async function addShutdown(): Promise<number> {
  const houseId = await addHouse(edge.deps.store, { street: 'Мира', number: String(++houses) })
  const createdBy = dispatcher.user?.id ?? 0
  return addShutdownRow(edge.database.knex, { houseIds: [houseId], createdBy, text: 'Текст' })
}
const url = (id: number | string): string => `/api/shutdowns/${id}/recording`
const put = (who: Browser, id: number | string, body: Buffer, headers: Record<string, string> = {}) =>
  fetch(edge.origin + url(id), {
    method: 'PUT',
    headers: {
      origin: edge.origin,
      cookie: who.cookie,
      'x-csrf-token': who.csrf,
      'content-type': 'audio/wav',
      ...headers,
    },
    body: new Uint8Array(body),
  })
/** Two channels of 44.1 kHz, as a recorder of the system makes them. */
function stereo(seconds: number): Buffer {
  const file = wav(new Int16Array(2 * 44_100 * seconds).fill(1000), 44_100)
  file.writeUInt16LE(2, 22)
  return file
}

describe('/api/shutdowns/:id/recording', () => {
  it('takes a dispatcher’s voice, makes it fit for the telephone, and plays it', async () => {
    const id = await addShutdown()
    expect((await dispatcher.send('GET', url(id))).status).toBe(404)
    const answer = await put(dispatcher, id, stereo(2))
    expect(answer.status).toBe(200)
    expect(Shutdown.parse(await answer.json())).toMatchObject({
      id,
      isSpoken: true,
      isRecordedByHand: true,
      version: 2,
    })
    const heard = await (await edge.as('operator')).send('GET', url(id))
    expect(heard.headers.get('content-type')).toBe('audio/wav')
    const { samples, rate } = readWav(Buffer.from(await heard.arrayBuffer()))
    expect([rate, samples.length]).toEqual([8000, 16_000])
    const history = await edge.deps.store.repositories.shutdownHistory.ofShutdown(id)
    expect(history.map(({ what }) => what)).toEqual(['recorded'])
  })

  it('gives the word back to the engine', async () => {
    const id = await addShutdown()
    await put(dispatcher, id, stereo(1))
    const answer = await dispatcher.send('DELETE', url(id))
    expect(await answer.json()).toMatchObject({ isSpoken: false, isRecordedByHand: false, version: 3 })
    const jobs = await edge.database.knex('jobs').where({ kind: 'speech.make' }).pluck('payload')
    expect(jobs).toContainEqual({ shutdownId: id })
  })

  it('refuses who has not signed in, may not, or comes from elsewhere', async () => {
    const id = await addShutdown()
    expect((await put(edge.anonymous, id, stereo(1))).status).toBe(401)
    expect((await put(await edge.as('operator'), id, stereo(1))).status).toBe(403)
    expect((await put(dispatcher, id, stereo(1), { 'x-csrf-token': 'wrong' })).status).toBe(403)
    expect((await put(dispatcher, id, stereo(1), { origin: 'http://evil.example' })).status).toBe(403)
    expect((await edge.anonymous.send('GET', url(id))).status).toBe(401)
    expect((await (await edge.as('operator')).send('DELETE', url(id))).status).toBe(403)
  })

  it('refuses what is no such sound, too long, unknown or over', async () => {
    const id = await addShutdown()
    for (const body of [Buffer.from('MP3'), Buffer.alloc(0), stereo(1).subarray(0, 30), Buffer.alloc(100)])
      expect((await put(dispatcher, id, body)).status).toBe(400)
    expect((await put(dispatcher, id, Buffer.alloc(25 * 1024 * 1024))).status).toBe(413)
    expect((await put(dispatcher, 999_999, stereo(1))).status).toBe(404)
    expect((await put(dispatcher, 'x', stereo(1))).status).toBe(400)
    await edge.database.knex('shutdowns').where({ id }).update({ status: 'cancelled', ended_at: new Date() })
    const over = await put(dispatcher, id, stereo(1))
    expect([over.status, await over.json()]).toMatchObject([409, { code: 'shutdownOver' }])
  })
})
