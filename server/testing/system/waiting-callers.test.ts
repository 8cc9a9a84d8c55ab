import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SpeechChoice } from '#domain/speech/voice.ts'
import { makeMusic } from '#server/features/music/sound/make-music.ts'
import { putMusic, usualMusic } from '#server/features/music/sound/music-files.ts'
import { speakAgain } from '#server/features/speech/speak-again.ts'
import { createAnnouncements } from '#server/platform/files/announcements.ts'
import { createVoices } from '#server/platform/files/voices.ts'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { press, residentPhone } from '#server/testing/asterisk/resident-phone.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { testDeps } from '#server/testing/people/factories.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { until } from '#server/testing/product/product.ts'
import { speakInto } from '#server/testing/samples/spoken-shutdowns.ts'
import type { NodeCall, NodePhone } from '#sip/caller/node-phone.ts'
import { sine } from '#sip/sound/sine.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import { findSpeech } from '#sip/testing/hostile/envelope.ts'
import { obtainRhvoice } from '#sip/testing/rhvoice.ts'
import { shareOfTone } from '#sip/testing/tone.ts'

/** What who waits hears: his place, music of the company, another voice; no process of ours runs, nothing is reloaded. */
let database: TestDatabase
let asterisk: TestAsterisk
const phones: NodePhone[] = []

beforeAll(async () => {
  for (const [name, value] of Object.entries(await obtainRhvoice())) vi.stubEnv(name, value)
  database = await createTestDatabase()
  asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: quietLog,
    withPrompts: true,
    saysPlace: true,
    queue: { maxWaitSeconds: 300 },
  })
  await speakInto(asterisk.running.promptsDir, 'greeting.wav', 'Алло!')
  // a minute is long for a test: nothing else of the queue is changed
  const file = join(asterisk.running.dataDir, 'etc/queues.conf')
  const conf = await readFile(file, 'utf8')
  expect(conf).toContain('min-announce-frequency = 60')
  await writeFile(file, conf.replace('min-announce-frequency = 60', 'min-announce-frequency = 5'))
  await asteriskCli(asterisk.running, 'queue reload parameters')
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await asterisk?.stop()
  await database?.drop()
})

afterEach(async () => {
  for (const { calls } of phones)
    await calls
      .at(-1)
      ?.hangUp()
      .catch(() => {})
  for (const phone of phones.splice(0)) await phone.stop().catch(() => {})
  await until(async () => (await waiting()) === 0, 40_000, 'nobody waits')
})

async function calling(number: string): Promise<NodeCall> {
  const phone = await residentPhone({ knex: database.knex, asterisk }, number)
  phones.push(phone)
  return phone.call(asterisk.queueNumber)
}
const prompt = async (name: string): Promise<Int16Array> =>
  readWav(await readFile(join(asterisk.running.promptsDir, `${name}.wav`))).samples
/** How like the best place in what he heard is to the prompt. */
const likeness = async (call: NodeCall, name: string): Promise<number> =>
  findSpeech(call.samples(), await prompt(name)).likeness
const hears = (call: NodeCall, name: string): Promise<void> =>
  until(async () => (await likeness(call, name)) > 0.9, 30_000, `${name} is heard`)
/** Numbers of who waits, first to last. */
async function waiting(): Promise<number> {
  const queue = await asteriskCli(asterisk.running, 'queue show')
  return [...queue.matchAll(/^\s+\d+\. \S+ \(wait/gm)].length
}

describe('who waits', () => {
  it('hears his place and when it changes; who pressed 9 hears nothing said', async () => {
    const first = await calling('+79990000001')
    await until(async () => (await waiting()) === 1, 20_000, 'the first waits')
    await hears(first, 'ru/queue/next')
    const second = await calling('+79990000002')
    await until(async () => (await waiting()) === 2, 20_000, 'the second waits')
    await hears(second, 'ru/queue/position')
    await hears(second, 'ru/digits/2')
    const urgent = await calling('+79990000003')
    await until(async () => (await waiting()) === 3, 20_000, 'the third waits')
    // in the middle of what is said to him; he goes before both, whose places are told anew
    await press(urgent, '9')
    await hears(second, 'ru/digits/3')
    expect(await likeness(urgent, 'ru/queue/next')).toBeLessThan(0.8)
    expect(await likeness(second, 'ru/queue/next')).toBeLessThan(0.8)
    await urgent.hangUp()
    await first.hangUp()
    await hears(second, 'ru/queue/next')
  })

  it('stays in the queue when the words are lost', async () => {
    await calling('+79990000011')
    await until(async () => (await waiting()) === 1, 20_000, 'the first waits')
    const file = join(asterisk.running.promptsDir, 'ru/digits/2.wav')
    const kept = await readFile(file)
    await rm(file)
    const second = await calling('+79990000012')
    await hears(second, 'ru/queue/position')
    await pause(3000)
    expect(await waiting()).toBe(2)
    await writeFile(file, kept)
  })

  it('hears the music of the company from the next call on', async () => {
    const dir = asterisk.running.announcementsDir
    const sound = await makeMusic(wav(sine(700, 20), 8000))
    if (sound === null) throw new Error('no music')
    await putMusic(dir, sound, 'тон.wav')
    const call = await calling('+79990000021')
    await until(() => shareOfTone(call.samples(), 700) > 0.9, 30_000, 'the new music is heard')
    await usualMusic(dir)
  })

  it('hears the voice that was chosen a moment ago', async () => {
    const choice: SpeechChoice = { speech_engine: 'espeak', speech_voice: 'Anna' }
    const { spokenFiles } = database.store.repositories
    const announcements = createAnnouncements({
      dir: asterisk.running.announcementsDir,
      voices: createVoices(() => Promise.resolve(choice)),
      spokenFiles,
    })
    await announcements.speak('prompts/ru/queue/next.wav', 'Вы следующий. Вам ответит диспетчер.')
    const byEspeak = await prompt('ru/queue/next')
    choice.speech_engine = 'rhvoice'
    const base = testDeps(database.store, { announcements })
    await speakAgain({ ...base, installation: { ...base.installation, pbx: 'asterisk' } }, '0')
    expect(await spokenFiles.find('prompts/ru/queue/next.wav')).toMatchObject({ voice: 'rhvoice:Anna' })
    const call = await calling('+79990000031')
    await hears(call, 'ru/queue/next')
    expect(findSpeech(call.samples(), byEspeak).likeness).toBeLessThan(0.8)
  })
})
