import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Settings } from '#contracts/settings.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { noAnnouncements } from '#server/testing/people/no-announcements.ts'
import { readWav, wav } from '#sip/sound/wav.ts'

let edge: TestEdge
let admin: Browser
let said: string[]
let answer: () => Promise<Buffer>
beforeAll(async () => {
  edge = await startEdge({
    announcements: {
      ...noAnnouncements,
      voices: {
        installed: () => Promise.resolve({ rhvoice: ['Anna', 'Elena'], espeak: true }),
        current: () => Promise.resolve({ engine: 'espeak' }),
        speak(voice, text) {
          said.push(`${JSON.stringify(voice)} ${text}`)
          return answer()
        },
      },
    },
  })
  admin = await edge.as('admin')
})
afterAll(() => edge?.stop())
beforeEach(() => {
  said = []
  answer = () => Promise.resolve(wav(new Int16Array(24_000), 24_000))
})

const ask = (body: object, who = admin) => who.send('POST', '/api/speech/sample', { body })
const sample = { engine: 'rhvoice', voice: 'Elena', text: ' Проба ' }

describe('POST /api/speech/sample', () => {
  it('speaks in the asked voice, as the telephone would', async () => {
    const heard = await ask(sample)
    expect(heard.status).toBe(200)
    expect(heard.headers.get('content-type')).toContain('audio/wav')
    const { samples, rate } = readWav(Buffer.from(await heard.arrayBuffer()))
    expect([rate, samples.length]).toEqual([8000, 8000])
    expect(said).toEqual(['{"engine":"rhvoice","voice":"Elena"} Проба'])
  })

  it.each([
    [{ ...sample, voice: 'Mikhail' }, 400],
    [{ ...sample, engine: 'festival' }, 400],
    [{ ...sample, text: '  ' }, 400],
    [{ ...sample, text: 'я'.repeat(301) }, 400],
    [{}, 400],
    [{ ...sample, voice: 'Irina' }, 404],
  ])('refuses %j', async (body, status) => {
    expect((await ask(body)).status).toBe(status)
    expect(said).toEqual([])
  })

  it('is for who may change settings', async () => {
    expect((await ask(sample, edge.anonymous)).status).toBe(401)
    expect((await ask(sample, await edge.as('dispatcher'))).status).toBe(403)
  })

  it('speaks one at a time, and not for ever', async () => {
    let end = (): void => {}
    answer = () => new Promise((resolve) => (end = () => resolve(wav(new Int16Array(8000), 8000))))
    const first = ask(sample)
    await expect.poll(() => said.length).toBe(1)
    expect((await ask(sample)).status).toBe(429)
    end()
    expect((await first).status).toBe(200)
    answer = () => Promise.resolve(wav(new Int16Array(8000), 8000))
    const statuses = []
    for (let n = 0; n < 25; n++) statuses.push((await ask(sample)).status)
    expect(statuses.at(-1)).toBe(429)
    expect((await ask(sample)).headers.get('retry-after')).toMatch(/^\d+$/)
  })
})

describe('the choice of a voice', () => {
  it('has everything spoken anew', async () => {
    const jobs = () => edge.database.knex('jobs').where({ kind: 'speech.again' }).select('state')
    const put = (version: number, changes: Partial<Settings>) =>
      admin.send('PUT', '/api/settings', { body: { version, changes } })
    expect((await put(0, { city: 'Омск' })).status).toBe(200)
    expect(await jobs()).toEqual([])
    expect((await put(1, { speech_voice: 'Irina' })).status).toBe(200)
    expect(await jobs()).toHaveLength(1)
    const refused = await admin.send('PUT', '/api/settings', {
      body: { version: 2, changes: { speech_voice: 'Mikhail' } },
    })
    expect(refused.status).toBe(400)
  })
})
