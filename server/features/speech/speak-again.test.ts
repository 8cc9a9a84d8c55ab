import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { voiceName, type Voice } from '#domain/speech/voice.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { makePrompts, promptTexts } from '#sip/asterisk/speech.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import { getSpeech } from './get-speech.ts'
import { keepVoice } from './keep-voice.ts'
import { speakAgain } from './speak-again.ts'

let database: TestDatabase
let admin: Person
let dir: string
let deps: Deps
let voice: Voice | null
/** What the engines were asked to say, and by whom. */
let said: string[]
/** The engine fails at this text. */
let unspeakable: string | null
const anna: Voice = { engine: 'rhvoice', voice: 'Anna' }

beforeAll(async () => {
  database = await createTestDatabase()
  admin = await addActor(database.store, 'admin')
})
afterAll(() => database?.drop())
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'vakhta-voice-'))
  await database.knex('spoken_files').delete()
  await database.knex('jobs').delete()
  voice = { engine: 'espeak' }
  said = []
  unspeakable = null
  const ofAsterisk = { speak: () => Promise.resolve(wav(new Int16Array(2000), 8000)) }
  await makePrompts(path.join(dir, 'prompts'), ofAsterisk, quietLog)
  const base = testDeps(database.store)
  const announcements = createAnnouncements({
    dir,
    spokenFiles: database.store.repositories.spokenFiles,
    voices: {
      installed: () => Promise.resolve({ rhvoice: ['Anna'], espeak: true }),
      current: () => Promise.resolve(voice),
      speak(by, text) {
        if (text === unspeakable) return Promise.reject(new Error('the engine fell'))
        said.push(`${voiceName(by)}: ${text}`)
        // each voice has a length of its own
        return Promise.resolve(wav(new Int16Array(by.engine === 'espeak' ? 8000 : 16_000), 8000))
      },
    },
  })
  deps = { ...base, announcements, installation: { ...base.installation, pbx: 'asterisk' } }
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const seconds = async (file: string): Promise<number> =>
  readWav(await readFile(path.join(dir, file))).samples.length / 8000
const again = () => database.knex('jobs').where({ kind: 'speech.again', state: 'pending' }).select('payload')
/** As the worker does: one job after the other. */
async function runAll(): Promise<number> {
  let jobs = 0
  for (let place: string | null = ''; place !== null; jobs++) {
    await speakAgain(deps, place)
    const [next] = await database.knex('jobs').where({ kind: 'speech.again' }).delete().returning('payload')
    place = next?.payload.afterPlace ?? null
  }
  return jobs
}
const prompts = Object.keys(promptTexts)

describe('another voice', () => {
  it('speaks everything anew under the same names, announcements before addresses', async () => {
    for (const n of Array.from({ length: 30 }, (_, i) => i)) {
      await deps.announcements.speak(`houses/${n}-abc.wav`, `Дом ${n}`)
    }
    await deps.announcements.speak('shutdowns/1-1.wav', 'Нет воды')
    await keepVoice(deps)
    expect(await again()).toEqual([])
    voice = anna
    said = []
    expect(await runAll()).toBeGreaterThan(1)
    expect(said).toHaveLength(31 + prompts.length)
    expect(said.findIndex((one) => one.includes('Дом'))).toBe(1 + prompts.length)
    expect(await seconds('shutdowns/1-1.wav')).toBe(2)
    expect(await seconds('houses/7-abc.wav')).toBe(2)
    expect(await seconds('prompts/greeting.wav')).toBe(2)
    const { current, spoken, total } = await getSpeech(deps, admin, {
      params: undefined,
      query: undefined,
      body: undefined,
    })
    expect({ current, spoken, total }).toEqual({
      current: 'rhvoice:Anna',
      spoken: said.length,
      total: said.length,
    })
  })

  it('leaves what people recorded, and what it cannot speak', async () => {
    await keepVoice(deps)
    await rm(path.join(dir, 'prompts/menu.txt'))
    await deps.announcements.keep('prompts/menu.wav', wav(new Int16Array(4000), 8000))
    await deps.announcements.speak('shutdowns/1-1.wav', 'Нет воды')
    await deps.announcements.keep('shutdowns/1-1.wav', wav(new Int16Array(4000), 8000))
    voice = anna
    unspeakable = promptTexts['thanks'] ?? ''
    await runAll()
    expect(await seconds('prompts/menu.wav')).toBe(0.5)
    expect(await seconds('shutdowns/1-1.wav')).toBe(0.5)
    expect(await seconds('prompts/thanks.wav')).toBe(1)
    // and tries again later
    unspeakable = null
    await keepVoice(deps)
    expect(await again()).toHaveLength(1)
    await runAll()
    expect(await seconds('prompts/thanks.wav')).toBe(2)
  })

  it('forgets what is no longer there, and does nothing without an engine', async () => {
    await deps.announcements.speak('shutdowns/1-1.wav', 'Нет воды')
    await rm(path.join(dir, 'shutdowns/1-1.wav'))
    voice = null
    await speakAgain(deps, '')
    voice = anna
    await runAll()
    expect(await database.store.repositories.spokenFiles.find('shutdowns/1-1.wav')).toBeNull()
  })
})

describe('prompts of the dialplan', () => {
  it('are taken over from Asterisk once, and spoken anew when their text has changed', async () => {
    await rm(path.join(dir, 'prompts/hidden.wav'))
    await keepVoice(deps)
    // it has none of that name, and plays none
    expect(await deps.announcements.has('prompts/hidden.wav')).toBe(false)
    expect(said).toHaveLength(prompts.length - 1)
    await keepVoice(deps)
    expect(said).toHaveLength(prompts.length - 1)
    expect(await readFile(path.join(dir, 'prompts/menu.txt'), 'utf8')).toBe(promptTexts['menu'])
    await database.knex('spoken_files').where({ file: 'prompts/menu.wav' }).update({ spoken_text: 'Другое' })
    await keepVoice(deps)
    expect(said.slice(prompts.length - 1)).toEqual([`espeak: ${promptTexts['menu']}`])
  })

  it('are no announcements: they stay when old files go', async () => {
    await keepVoice(deps)
    await deps.announcements.speak('shutdowns/2-1.wav', 'Нет света')
    expect(await deps.announcements.sweep(['shutdowns'], new Set(), new Date(Date.now() + 60_000))).toBe(1)
    expect(await deps.announcements.has('prompts/greeting.wav')).toBe(true)
  })
})
