import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { prepareMusic } from '#sip/asterisk/sounds/music.ts'
import { sine } from '#sip/sound/sine.ts'
import { loudnessOf } from '#sip/sound/soften.ts'
import { readWav, wav } from '#sip/sound/wav.ts'

let edge: TestEdge
let dir: string
let admin: Browser
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'vakhta-music-'))
  // what Debian's package would bring
  await mkdir(path.join(dir, 'moh'))
  await writeFile(path.join(dir, 'moh/b.wav'), 'another')
  await writeFile(path.join(dir, 'moh/a.wav'), wav(sine(300, 7), 8000))
  await prepareMusic(path.join(dir, 'music'), path.join(dir, 'moh'))
  edge = await startEdge({ announcements: { ...noAnnouncements, dir } })
  edge.deps.installation.pbx = 'asterisk'
  admin = await edge.as('admin')
})
afterAll(async () => {
  await edge?.stop()
  await rm(dir, { recursive: true, force: true })
})

const url = '/api/music/sound'
const put = (body: Buffer, who = admin, name = 'Вальс.wav') =>
  fetch(`${edge.origin}${url}?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: {
      origin: edge.origin,
      cookie: who.cookie,
      'x-csrf-token': who.csrf,
      'content-type': 'audio/wav',
    },
    body: new Uint8Array(body),
  })
const state = async (): Promise<unknown> => (await admin.send('GET', '/api/music')).json()
const heard = async () => {
  const answer = await admin.send('GET', url)
  return readWav(Buffer.from(await answer.arrayBuffer()))
}
/** As loud as music is mastered, one channel of 44.1 kHz. */
const loud = (seconds: number): Buffer =>
  wav(
    Int16Array.from({ length: 44_100 * seconds }, (_, i) => Math.round(30_000 * Math.sin(i / 20))),
    44_100,
  )

describe('music of the company', () => {
  it('is what came with Asterisk until there is another', async () => {
    expect(await state()).toEqual({ music: { seconds: 7, name: null } })
    expect((await heard()).samples).toHaveLength(56_000)
  })

  it('is put in its place under the same name, for the telephone and not too loud', async () => {
    const answer = await put(loud(6))
    expect([answer.status, await answer.json()]).toEqual([200, { music: { seconds: 6, name: 'Вальс.wav' } }])
    const { samples, rate } = await heard()
    expect([rate, samples.length]).toEqual([8000, 48_000])
    expect(loudnessOf(samples)).toBeCloseTo(0.1, 2)
    // what Asterisk would find there: one sound
    const seen = (await readdir(path.join(dir, 'music'))).filter((name) => !name.startsWith('.'))
    expect(seen).toEqual(['hold.wav'])
    const [row] = await edge.deps.store.repositories.audit.newest(1)
    expect(row).toMatchObject({ action: 'music.changed', details: { name: 'Вальс.wav' } })
  })

  it('stays when Asterisk starts again, and goes when it is taken away', async () => {
    await put(loud(5))
    await prepareMusic(path.join(dir, 'music'), path.join(dir, 'moh'))
    expect(await state()).toMatchObject({ music: { seconds: 5 } })
    expect((await admin.send('DELETE', url)).status).toBe(200)
    expect(await state()).toEqual({ music: { seconds: 7, name: null } })
  })

  it('is refused when it is no such sound, and leaves the former', async () => {
    for (const body of [Buffer.from('ID3'), Buffer.alloc(0), loud(4), wav(new Int16Array(80_000), 8000)])
      expect((await put(body)).status).toBe(400)
    expect((await put(Buffer.alloc(25 * 1024 * 1024))).status).toBe(413)
    expect(await state()).toEqual({ music: { seconds: 7, name: null } })
  })

  it('is changed by who may change settings', async () => {
    expect((await put(loud(5), edge.anonymous)).status).toBe(401)
    const dispatcher = await edge.as('dispatcher')
    expect((await put(loud(5), dispatcher)).status).toBe(403)
    expect((await dispatcher.send('DELETE', url)).status).toBe(403)
  })

  it('is not for the embedded PBX, which has no sound', async () => {
    edge.deps.installation.pbx = 'embedded'
    expect(await state()).toEqual({ music: null })
    expect((await put(loud(5))).status).toBe(404)
    edge.deps.installation.pbx = 'asterisk'
  })
})
