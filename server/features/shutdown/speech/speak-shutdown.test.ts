import { mkdtemp, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import type { Deps } from '#server/deps.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { addActor, testClock, testDeps } from '#server/testing/people/factories.ts'
import { addShutdownRow, type SpokenShutdownOptions } from '#server/testing/samples/spoken-shutdowns.ts'
import { forgetful, voicesOf } from '#server/testing/people/no-announcements.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import { keepSpeech } from './keep-speech.ts'
import { speakHouses } from './speak-houses.ts'
import { speakShutdown } from './speak-shutdown.ts'

let database: TestDatabase
let author: number
let dir: string
let deps: Deps
/** What the engine was asked to say; null: there is none. */
let said: string[] | null
const log = createTestLog()
const clock = testClock('2026-11-22T10:00:00.000Z')

beforeAll(async () => {
  database = await createTestDatabase()
  author = (await addActor(database.store, 'dispatcher')).userId ?? 0
})
afterAll(() => database?.drop())
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'vakhta-speech-'))
  said = []
  clock.set('2026-11-22T10:00:00.000Z')
  const speech = {
    speak: async (text: string): Promise<Buffer> => {
      if (said === null) throw Object.assign(new Error('spawn espeak-ng ENOENT'), { code: 'ENOENT' })
      said.push(text)
      return wav(new Int16Array(22_050), 22_050)
    },
  }
  const base = testDeps(database.store, {
    now: clock.now,
    log,
    announcements: createAnnouncements({ dir, voices: voicesOf(speech), spokenFiles: forgetful }),
  })
  deps = { ...base, installation: { ...base.installation, pbx: 'asterisk' } }
})
afterEach(() => rm(dir, { recursive: true, force: true }))

let houses = 0
const addHouses = (count: number): Promise<number[]> =>
  Promise.all(
    Array.from({ length: count }, () =>
      addHouse(database.store, { street: 'Мира', number: String(++houses) }),
    ),
  )
async function addShutdown(
  options: Partial<SpokenShutdownOptions> & { houses?: number } = {},
): Promise<number> {
  const houseIds = await addHouses(options.houses ?? 1)
  const startsAt = new Date('2026-11-22T09:00:00.000Z')
  return addShutdownRow(database.knex, { houseIds, createdBy: author, text: '', startsAt, ...options })
}
const row = (id: number) => database.knex('shutdowns').where({ id }).first()
const jobs = (kind: string) =>
  database.knex('jobs').where({ kind, state: 'pending' }).select('payload', 'run_at')

describe('speakShutdown', () => {
  it('speaks the text into a file of its version, names it and pushes the shutdown', async () => {
    const id = await addShutdown({ text: 'Аварийное отключение холодной воды.' })
    const head = await deps.store.repositories.journal.head()
    await speakShutdown(deps, id)
    const { speech_file, speech_at, question_file, version } = await row(id)
    expect({ speech_file, question_file, version }).toEqual({
      speech_file: `shutdowns/${id}-1.wav`,
      question_file: null,
      version: 2,
    })
    expect(speech_at).toEqual(clock.now())
    expect(said).toEqual(['Аварийное отключение холодной воды.'])
    const { samples, rate } = readWav(await readFile(path.join(dir, speech_file)))
    expect([rate, samples.length]).toEqual([8000, 8000])
    const pushed = await deps.store.repositories.journal.after(head, 10)
    expect(pushed).toMatchObject([{ data: { type: 'shutdown.changed', shutdown: { id, isSpoken: true } } }])
  })

  it('does nothing the second time, and speaks a changed text into another file', async () => {
    const id = await addShutdown()
    await speakShutdown(deps, id)
    await speakShutdown(deps, id)
    expect(said).toHaveLength(1)
    await database.knex('shutdowns').where({ id }).update({ speech_text: 'Новый срок', speech_version: 2 })
    await speakShutdown(deps, id)
    expect(said?.[1]).toBe('Новый срок')
    expect(await row(id)).toMatchObject({ speech_file: `shutdowns/${id}-2.wav` })
    // who is listening to the one before is not cut
    expect(await deps.announcements.has(`shutdowns/${id}-1.wav`)).toBe(true)
  })

  it('asks numbers of nobody about an emergency of five houses', async () => {
    const id = await addShutdown({ houses: 5 })
    await speakShutdown(deps, id)
    const { question_file } = await row(id)
    expect(question_file).toMatch(new RegExp(`^shutdowns/${id}-question-[0-9a-f]{8}\\.wav$`))
    expect(said?.[1]).toMatch(/^Если ваш дом: .*нажмите один/)
  })

  it('leaves it unspoken without an engine, and says so', async () => {
    const id = await addShutdown()
    said = null
    await speakShutdown(deps, id)
    expect(await row(id)).toMatchObject({ speech_file: null })
    expect(log.lines.some((line) => JSON.stringify(line).includes('no speech engine'))).toBe(true)
  })

  it('does not speak of what is over, nor for a PBX without an audio path', async () => {
    const id = await addShutdown()
    await speakShutdown({ ...deps, installation: { ...deps.installation, pbx: 'embedded' } }, id)
    await database.knex('shutdowns').where({ id }).update({ status: 'restored', ended_at: clock.now() })
    await speakShutdown(deps, id)
    expect(said).toEqual([])
  })

  it('keeps a person’s recording', async () => {
    const id = await addShutdown()
    await database
      .knex('shutdowns')
      .where({ id })
      .update({ speech_file: `shutdowns/${id}-7.wav`, is_recorded_by_hand: true })
    await speakShutdown(deps, id)
    expect(said).toEqual([])
    expect(await row(id)).toMatchObject({ speech_file: `shutdowns/${id}-7.wav` })
  })
})

describe('speakHouses', () => {
  it('speaks each address once, in several jobs when there are many', async () => {
    const id = await addShutdown({ houses: 41 })
    await speakHouses(deps, id, 0)
    const [next] = (await jobs('speech.houses')).filter((job) => job.payload.shutdownId === id)
    await speakHouses(deps, id, next.payload.afterHouseId)
    expect(said).toHaveLength(41)
    expect(said?.[0]).toMatch(/^По адресу: улица Мира, дом [а-я ]+\.$/)
    const files = await database
      .knex('houses')
      .join('shutdown_houses', 'house_id', 'houses.id')
      .where({ shutdown_id: id })
      .pluck<(string | null)[]>('speech_file')
    expect(files.every((file) => /^houses\/\d+-[0-9a-f]{8}\.wav$/.test(file ?? ''))).toBe(true)
    await speakHouses(deps, id, 0)
    expect(said).toHaveLength(41)
  })
})

describe('keepSpeech', () => {
  it('removes old files that nothing names, and no other', async () => {
    const id = await addShutdown()
    await speakShutdown(deps, id)
    for (const name of ['shutdowns/9-1.wav', 'shutdowns/9-2.wav'])
      await deps.announcements.speak(name, 'старое')
    const old = new Date(clock.now().getTime() - 25 * 3_600_000)
    for (const name of ['shutdowns/9-1.wav', `shutdowns/${id}-1.wav`])
      await utimes(path.join(dir, name), old, old)
    await utimes(path.join(dir, 'shutdowns/9-2.wav'), clock.now(), clock.now())
    await keepSpeech(deps)
    expect(await deps.announcements.has('shutdowns/9-1.wav')).toBe(false)
    expect(await deps.announcements.has('shutdowns/9-2.wav')).toBe(true)
    expect(await deps.announcements.has(`shutdowns/${id}-1.wav`)).toBe(true)
  })

  it('has made again what was lost, and what could not be made', async () => {
    const id = await addShutdown()
    const jobsOf = async (kind: string) =>
      (await jobs(kind)).filter((job) => job.payload.shutdownId === id).length
    await keepSpeech(deps)
    expect(await jobsOf('speech.make')).toBe(1)
    await speakShutdown(deps, id)
    await speakHouses(deps, id, 0)
    const houseJobs = await jobsOf('speech.houses')
    await keepSpeech(deps)
    expect([await jobsOf('speech.make'), await jobsOf('speech.houses')]).toEqual([1, houseJobs])
    await rm(dir, { recursive: true })
    await keepSpeech(deps)
    expect([await jobsOf('speech.make'), await jobsOf('speech.houses')]).toEqual([2, houseJobs + 1])
    await speakShutdown(deps, id)
    expect(await deps.announcements.has(`shutdowns/${id}-1.wav`)).toBe(true)
  })
})
