import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import { keepSpeech } from '#server/features/shutdown/speech/keep-speech.ts'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import { wav } from '#sip/sound/wav.ts'
import { keepLineSpeech } from './line-speech.ts'

let database: TestDatabase
let dir: string
let deps: Deps
let said: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  const menu = { name: 'О чём', text: 'Лифты: один.', keys: [], otherwise: [] }
  await database.knex('menus').insert({ data: JSON.stringify(menu) })
})
afterAll(() => database?.drop())
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'vakhta-lines-'))
  said = []
  const base = testDeps(database.store)
  const announcements = createAnnouncements({
    dir,
    spokenFiles: database.store.repositories.spokenFiles,
    voices: {
      installed: () => Promise.resolve({ rhvoice: [], espeak: true }),
      current: () => Promise.resolve({ engine: 'espeak' }),
      speak(_, text) {
        said.push(text)
        return Promise.resolve(wav(new Int16Array(8000), 8000))
      },
    },
  })
  deps = { ...base, announcements, installation: { ...base.installation, pbx: 'asterisk' } }
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const files = (): Promise<string[]> => readdir(path.join(dir, 'lines'))
const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000)
const age = async (): Promise<void> => {
  for (const file of await files()) await utimes(path.join(dir, 'lines', file), twoDaysAgo, twoDaysAgo)
}

it('what a menu says is there as long as it is said, also when old announcements of shutdowns go', async () => {
  await keepLineSpeech(deps)
  expect(said).toEqual(['Лифты: один.'])
  await age()
  await keepSpeech(deps)
  await keepLineSpeech(deps)
  expect(await files()).toHaveLength(1)
  expect(said).toHaveLength(1)
})

it('the greeting of a company is spoken for its lines that have none', async () => {
  const [company] = await deps.store.repositories.companies.all()
  await database.knex('companies').update({ greeting: 'Уют слушает.' })
  await keepLineSpeech(deps)
  expect(said).toEqual(['Лифты: один.'])
  const hangUp = [{ kind: 'hangUp' }]
  const line = {
    name: 'Лифты',
    digits: '73452001122',
    companyId: company?.id,
    greeting: '',
    scheduleId: null,
  }
  const data = { ...line, priority: 0, byDay: hangUp, byNight: hangUp }
  await database.knex('lines').insert({ data: JSON.stringify(data) })
  await keepLineSpeech(deps)
  expect(said).toContain('Уют слушает.')
  await database.knex('lines').update({ data: JSON.stringify({ ...data, greeting: 'Лифты слушают.' }) })
  said = []
  await rm(path.join(dir, 'lines'), { recursive: true })
  await keepLineSpeech(deps)
  expect(said.toSorted()).toEqual(['Лифты слушают.', 'Лифты: один.'])
  await database.knex('lines').del()
})

it('is spoken again when the folder was lost, and goes a day after nothing says it', async () => {
  await keepLineSpeech(deps)
  await rm(path.join(dir, 'lines'), { recursive: true })
  await keepLineSpeech(deps)
  expect(said).toHaveLength(2)
  await deps.announcements.speak('lines/0a.wav', 'Прежнее приветствие.')
  await keepLineSpeech(deps)
  expect(await files()).toHaveLength(2)
  await age()
  await keepLineSpeech(deps)
  expect(await files()).toHaveLength(1)
})
