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
import { addSipOperator, ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { until } from '#server/testing/product/product.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addSpokenShutdown, speakInto } from '#server/testing/samples/spoken-shutdowns.ts'
import { atOnce, openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { sine } from '#sip/sound/sine.ts'
import { readWav, wav } from '#sip/sound/wav.ts'
import { findSpeech } from '#sip/testing/hostile/envelope.ts'
import { obtainRhvoice } from '#sip/testing/rhvoice.ts'
import { shareOfTone } from '#sip/testing/tone.ts'
import { readCelLine } from '#sip/translate/cel-line.ts'
import { translateCel } from '#sip/translate/cel.ts'

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
async function operator(name: string, onCall: (call: NodeCall) => void): Promise<number> {
  const id = await addSipOperator(database.knex, name)
  const credentials = { server: asterisk.webSocket, domain: realm, username: name, ha1: ha1Of(name) }
  phones.push(await openNodePhone({ credentials, onCall }))
  return id
}
const prompt = async (name: string): Promise<Int16Array> =>
  readWav(await readFile(join(asterisk.running.promptsDir, `${name}.wav`))).samples
/** How like the best place in what he heard is to the prompt. */
const likeness = async (call: NodeCall, name: string): Promise<number> =>
  findSpeech(call.samples(), await prompt(name)).likeness
const hears = (call: NodeCall, name: string): Promise<void> =>
  until(async () => (await likeness(call, name)) > 0.9, 30_000, `${name} is heard`)
const celLines = async () =>
  (await readFile(asterisk.running.celFile, 'utf8').catch(() => '')).split('\n').slice(0, -1)
/** What the calls of this number did, in the words of the ledger. */
async function marksOf(number: string): Promise<string[]> {
  const lines = (await celLines()).map(readCelLine)
  const ids = new Set(lines.filter(({ num }) => num === number).map(({ linkedid }) => linkedid))
  return lines
    .filter(({ linkedid }) => ids.has(linkedid))
    .flatMap((line) => line.userdeftype || (line.eventtype === 'APP_START' ? line.appname : []))
}
/** Numbers of who waits, first to last. */
async function queued(): Promise<string[]> {
  const [queue, channels] = [
    await asteriskCli(asterisk.running, 'queue show'),
    await asteriskCli(asterisk.running, 'core show channels concise'),
  ]
  const numbers = new Map(channels.split('\n').map((line) => [line.split('!')[0], line.split('!')[7]]))
  return [...queue.matchAll(/^\s+\d+\. (\S+) \(wait/gm)].map(([, one]) => numbers.get(one) ?? '')
}
const waiting = async (): Promise<number> => (await queued()).length

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

  it('is asked for a key again that he pressed while his place was said; 9 is danger then as ever', async () => {
    const [stranger, number] = ['+79990000041', '+79990000042']
    const name = 'ru/queue/position.wav'
    const kept = await readFile(join(asterisk.running.promptsDir, name))
    await speakInto(asterisk.running.promptsDir, name, 'Раз, два, три, четыре, пять, шесть, семь, восемь.')
    await calling(stranger)
    await until(async () => (await waiting()) === 1, 20_000, 'one waits')
    const call = await calling(number)
    await until(async () => (await waiting()) === 2, 20_000, 'the other waits')
    await press(call, '9')
    await hears(call, 'again')
    expect(await marksOf(number)).toEqual(['Queue'])
    await press(call, '9')
    await until(async () => (await marksOf(number)).includes('VAKHTA_URGENT'), 10_000, 'he is urgent')
    await until(async () => (await queued())[0] === number, 10_000, 'he is the first')
    // by the telephone's own events, over the trunk; who says nothing more has lost nothing
    const byTrunk = { number: '+79990000043', scenario: 'caller-is-urgent', keyAfterMs: 2500 } as const
    const run = await asterisk.call({ ...byTrunk, seconds: 15 })
    await until(
      async () => (await marksOf(byTrunk.number)).filter((mark) => mark === 'Queue').length === 2,
      20_000,
      'he is back in the queue',
    )
    expect((await queued()).indexOf(byTrunk.number)).toBe(1)
    run.kill()
    await writeFile(join(asterisk.running.promptsDir, name), kept)
  })

  it('hears of a shutdown that appears, leaves by key 1 joined or goes back to his place', async () => {
    const houseId = await addHouse(database.store, { street: 'Республики', number: '1' })
    const [stays, leaves] = ['79220000061', '79220000062']
    for (const digits of [stays, leaves]) {
      const flat = await addFlat(database.store, houseId, digits)
      await database.knex('phones').insert({ digits, apartment_id: flat.apartmentId })
    }
    const one = await calling(`+${stays}`)
    await until(async () => (await waiting()) === 1, 20_000, 'he waits')
    await calling('+79990000063')
    await until(async () => (await waiting()) === 2, 20_000, 'a stranger waits')
    const other = await calling(`+${leaves}`)
    await until(async () => (await waiting()) === 3, 20_000, 'a neighbour waits')
    const createdBy = (await addActor(database.store, 'dispatcher')).userId ?? 0
    const dir = asterisk.running.announcementsDir
    const text = 'Аварийное отключение холодной воды. Бригада на месте.'
    const appeared = Date.now()
    const { id } = await addSpokenShutdown(database.knex, dir, { houseIds: [houseId], createdBy, text })
    const said = readWav(await readFile(join(dir, `shutdowns/${id}-1.wav`))).samples
    for (const call of [one, other])
      await until(() => findSpeech(call.samples(), said).likeness > 0.9, 60_000, 'the shutdown is heard')
    expect(Date.now() - appeared).toBeLessThan(60_000)
    await press(other, '1')
    await press(one, '0')
    await hears(other, 'thanks')
    await other.ended
    await until(async () => (await waiting()) === 2, 20_000, 'he is back')
    expect(await queued()).toEqual([`+${stays}`, '+79990000063'])
    expect(await marksOf(`+${leaves}`)).toEqual(['Queue', 'VAKHTA_INFORMED', 'VAKHTA_NOTICE'])
    expect(await marksOf(`+${stays}`)).toEqual(['Queue', 'VAKHTA_INFORMED', 'Queue'])
    // what looked for news beside them is no call of anybody's
    const events = (await celLines()).flatMap((line, i) => translateCel(line, `1:${i}`, 'asterisk'))
    expect(events.filter(({ type }) => type === 'call.dialled')).toEqual([])
  })

  it('leaves a spoken message where his line ends so, whose length is known', async () => {
    const steps = [{ kind: 'voicemail' }]
    const data = { name: 'Ночь', digits: null, companyId: 1, greeting: '', scheduleId: null, priority: 0 }
    const line = { data: JSON.stringify({ ...data, byDay: steps, byNight: steps }) }
    const [added] = await database.knex('lines').insert(line).returning('id')
    const number = '+79990000071'
    const call = await calling(number)
    await hears(call, 'message')
    call.say(sine(440, 1), { again: true })
    await pause(3000)
    await call.hangUp()
    await until(
      async () => (await marksOf(number)).includes('VAKHTA_MESSAGE'),
      10_000,
      'the message is known',
    )
    await database.knex('lines').where({ id: added.id }).del()
    const events = (await celLines()).flatMap((line, i) => translateCel(line, `1:${i}`, 'asterisk'))
    const left = events.find((event) => event.type === 'call.messageLeft')
    expect(left?.seconds).toBeGreaterThan(0)
    const file = await readFile(join(asterisk.running.recordingsDir, left?.file ?? ''))
    const { samples } = readWav(file)
    expect(Math.round(samples.length / 8000)).toBe(left?.seconds)
    expect(shareOfTone(samples, 440)).toBeGreaterThan(0.5)
  })
})

describe('a queue by skill', () => {
  it('tries the next after one ring of the most skilled, who never answers', async () => {
    const rung: string[] = []
    const skilled = await operator('op-901', () => rung.push('op-901'))
    const next = await operator('op-902', (call) => {
      rung.push('op-902')
      atOnce(call)
    })
    const operators = [
      { userId: skilled, order: 1 },
      { userId: next, order: 2 },
    ]
    await database.knex.raw('update queues set data = data || ?::jsonb where slot = 1', [
      JSON.stringify({ strategy: 'skillFirst', operators }),
    ])
    await until(
      async () => {
        const shown = await asteriskCli(asterisk.running, 'pjsip show endpoints')
        return ['op-901', 'op-902'].every((name) => new RegExp(`${name}.*Not in use`).test(shown))
      },
      20_000,
      'both are there',
    )
    const call = await calling('+79990000081')
    await until(() => rung.includes('op-902'), 30_000, 'the next is rung')
    // once, and first
    expect(rung).toEqual(['op-901', 'op-902'])
    await until(
      () => phones.some(({ calls }) => calls.some(({ states }) => states.at(-1)?.state === 'talking')),
      10_000,
    )
    await call.hangUp()
  })
})
