import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { press, residentPhone } from '#server/testing/asterisk/resident-phone.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { addActor } from '#server/testing/people/factories.ts'
import { until } from '#server/testing/product/product.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import {
  addSpokenShutdown,
  sayAnew,
  speakInto,
  type SpokenShutdownOptions,
} from '#server/testing/samples/spoken-shutdowns.ts'
import { sine } from '#sip/sound/sine.ts'
import { readWav } from '#sip/sound/wav.ts'
import { findSpeech } from '#sip/testing/hostile/envelope.ts'
import { shareOfTone } from '#sip/testing/tone.ts'
import type { NodeCall, NodePhone } from '#sip/caller/node-phone.ts'
import { readCelLine } from '#sip/translate/cel-line.ts'

/** What a caller hears and does before the queue; Asterisk and PostgreSQL alone, no process of ours runs. */
let database: TestDatabase
let asterisk: TestAsterisk
let folder: string
let author: number
const phones: NodePhone[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  author = (await addActor(database.store, 'dispatcher')).userId ?? 0
  asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: quietLog,
    withPrompts: true,
    queue: { ringSeconds: 5, maxWaitSeconds: 120 },
  })
  folder = asterisk.running.announcementsDir
  // each call waits for the greeting, and what it says is no matter here
  await speakInto(asterisk.running.promptsDir, 'greeting.wav', 'Алло!')
})

afterAll(async () => {
  for (const phone of phones) await phone.stop().catch(() => {})
  await asterisk?.stop()
  await database?.drop()
})

let houses = 0
/** A house with one flat whose number is known; the address is spoken when the house is. */
async function addHome(digits: string, options: { spoken?: string } = {}): Promise<number> {
  const houseId = await addHouse(database.store, { street: 'Республики', number: String(++houses) })
  if (options.spoken !== undefined) {
    const file = `houses/${houseId}-aa.wav`
    await speakInto(folder, file, options.spoken)
    await database.knex('houses').where({ id: houseId }).update({ speech_file: file })
  }
  await addNumber(digits, houseId)
  return houseId
}

async function addNumber(digits: string, houseId: number): Promise<void> {
  const flat = await addFlat(database.store, houseId, digits)
  await database.knex('phones').insert({ digits, apartment_id: flat.apartmentId })
}

/** What the dialplan wrote about the call of this number (or name of a telephone), in order: `VAKHTA_INFORMED announcement;1:1`, `Queue`. */
async function marksOf(number: string): Promise<string[]> {
  const text = await readFile(asterisk.running.celFile, 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1).map(readCelLine)
  const ids = new Set(
    lines
      .filter((line) => line.num === number || line.channame.startsWith(`PJSIP/${number}-`))
      .map((line) => line.linkedid),
  )
  return lines
    .filter((line) => ids.has(line.linkedid))
    .flatMap((line) => {
      if (line.userdeftype !== '' || line.eventtype.startsWith('VAKHTA'))
        return [`${line.userdeftype || line.eventtype} ${extra(line.eventextra)}`.trim()]
      if (line.eventtype === 'APP_START') return [line.appname]
      return line.eventtype === 'LINKEDID_END' ? ['end'] : []
    })
}
const extra = (text: string): string => {
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null && 'extra' in parsed ? String(parsed.extra) : ''
}
async function untilMarked(number: string, mark: RegExp | string, withinMs = 60_000): Promise<string[]> {
  const isIt = (one: string): boolean => (typeof mark === 'string' ? one === mark : mark.test(one))
  let marks: string[] = []
  await until(async () => (marks = await marksOf(number)).some(isIt), withinMs, `${String(mark)}`).catch(
    (error: unknown) => {
      throw new Error(`only ${marks.join(', ')}`, { cause: error })
    },
  )
  return marks
}

/** A resident whose side is listened to. */
async function addCaller(number: string, username?: string): Promise<NodePhone> {
  const phone = await residentPhone({ knex: database.knex, asterisk }, number, username)
  phones.push(phone)
  return phone
}

/** What a prompt or a file of the folder of announcements sounds like. */
const soundOf = async (file: string): Promise<Int16Array> => readWav(await readFile(file)).samples
const promptFile = (name: string): string => join(asterisk.running.promptsDir, `${name}.wav`)
const announcementFile = (id: number, version = 1): string => join(folder, `shutdowns/${id}-${version}.wav`)
/** It is heard from its first to its last word, now or soon: what is said arrives after the ledger's line about it. */
async function hears(call: NodeCall, file: string): Promise<ReturnType<typeof findSpeech>> {
  const said = await soundOf(file)
  let found = findSpeech(call.samples(), said)
  await until(() => (found = findSpeech(call.samples(), said)).likeness > 0.85, 120_000, `${file} is heard`)
  return found
}
/** So many seconds more have reached him. */
async function untilHeard(call: NodeCall, seconds: number): Promise<void> {
  const enough = call.samples().length + 8000 * seconds
  await until(() => {
    const { refusal, session } = call
    if (session.state === 'Terminated') throw new Error(`the call is over: ${refusal ?? 'it was hung up'}`)
    return call.samples().length > enough
  }).catch((error: unknown) => {
    throw new Error(call.describe(), { cause: error })
  })
}
const digitsOf = (n: number): string => `7922100${String(n).padStart(4, '0')}`
const speak = (houseIds: number[], text: string, options: Partial<SpokenShutdownOptions> = {}) =>
  addSpokenShutdown(database.knex, folder, { houseIds, createdBy: author, text, ...options })
/** Long enough to act while it plays. */
const longText =
  'Аварийное отключение холодной воды. Бригада работает на месте. Восстановление планируется до восемнадцати часов.'
const shortText = 'Нет холодной воды.'
/** The greeting is over, the announcement plays or is in its menu: some seconds from both ends. */
const keyAfterMs = 5000
/** Longer than any test: cut when it is no more needed. */
const seconds = 170

// callers do not disturb each other: all tests of the block call at once
describe.concurrent('a caller whose house is in a shutdown', () => {
  it('hears all of the announcement at his side, and key 1 joins him', async ({ expect }) => {
    const number = digitsOf(1)
    const house = await addHome(number, { spoken: 'По адресу: улица Республики, дом один.' })
    const { id, seconds: length } = await speak([house], longText)
    const phone = await addCaller(`+${number}`)
    const call = phone.call(asterisk.queueNumber)
    await untilMarked(`+${number}`, `VAKHTA_INFORMED announcement;${id}:1`)
    // the menu waits for no test
    await press(call, '1')
    const text = await hears(call, announcementFile(id))
    const address = await hears(call, join(folder, `houses/${house}-aa.wav`))
    expect(address.seconds).toBeLessThan(text.seconds)
    // 33 letters take about two seconds: the sound is as long as the text
    expect(length / longText.length).toBeGreaterThan(0.04)
    expect(length / longText.length).toBeLessThan(0.12)
    const marks = await untilMarked(`+${number}`, 'end')
    expect(marks).toEqual([`VAKHTA_INFORMED announcement;${id}:1`, 'VAKHTA_NOTICE', 'end'])
    await hears(call, promptFile('thanks'))
  })

  it('hears of two overlapping shutdowns one after the other, each with its own term', async ({ expect }) => {
    const number = digitsOf(2)
    const house = await addHome(number)
    const water = await speak([house], 'Нет холодной воды до двадцати часов.', {
      startsAt: new Date(Date.now() - 3_600_000),
    })
    const power = await speak([house], 'Нет электричества, восстановим завтра до полудня.')
    const call = (await addCaller(`+${number}`)).call(asterisk.queueNumber)
    await untilMarked(`+${number}`, `VAKHTA_INFORMED announcement;${water.id}:1,${power.id}:1`)
    const [first, second] = [
      await hears(call, announcementFile(water.id)),
      await hears(call, announcementFile(power.id)),
    ]
    expect(second.seconds).toBeGreaterThan(first.seconds + water.seconds)
    await call.hangUp()
  })

  it('is told when it ends while he listens, and goes on to the queue', async ({ expect }) => {
    const number = digitsOf(3)
    const house = await addHome(number)
    const { id } = await speak([house], longText)
    const call = (await addCaller(`+${number}`)).call(asterisk.queueNumber)
    await untilHeard(call, 3)
    await database.knex('shutdowns').where({ id }).update({ status: 'restored', ended_at: new Date() })
    await press(call, '1')
    const marks = await untilMarked(`+${number}`, 'Queue')
    expect(marks).toEqual([`VAKHTA_INFORMED announcement;${id}:1`, 'Queue'])
    await hears(call, promptFile('ended'))
    await call.hangUp()
  })

  it('hears the newest term, whenever it was moved', async ({ expect }) => {
    const number = digitsOf(4)
    const house = await addHome(number)
    const { id } = await speak([house], 'До десяти часов.')
    const phone = await addCaller(`+${number}`)
    for (const [version, text] of [
      [2, 'Срок изменён, до двенадцати часов.'],
      [3, 'Срок изменён, до девятнадцати часов тридцати минут.'],
      [4, 'Срок изменён, завтра.'],
    ] as const) {
      await sayAnew(database.knex, folder, { id, version, text })
      const call = phone.call(asterisk.queueNumber)
      await untilMarked(`+${number}`, `VAKHTA_INFORMED announcement;${id}:${version}`)
      expect((await hears(call, announcementFile(id, version))).likeness).toBeGreaterThan(0.85)
      await call.hangUp()
    }
  })

  it('with flats in two houses hears of both', async ({ expect }) => {
    const number = digitsOf(5)
    const [here, there] = [await addHome(number), await addHome(number)]
    const first = await speak([here], shortText, { startsAt: new Date(Date.now() - 3_600_000) })
    const second = await speak([there], shortText)
    const run = await asterisk.call({
      number: `+${number}`,
      scenario: 'caller-abandons-in-queue',
      seconds,
    })
    const [mark] = await untilMarked(`+${number}`, /^VAKHTA_INFORMED/)
    expect(mark).toBe(`VAKHTA_INFORMED announcement;${first.id}:1,${second.id}:1`)
    run.kill()
  })

  it('who presses 0 or waits is led to the operator', async ({ expect }) => {
    const [presses, waits] = [digitsOf(6), digitsOf(7)]
    const { id } = await speak([await addHome(presses), await addHome(waits)], shortText)
    const runs = [
      await asterisk.call({
        number: `+${presses}`,
        scenario: 'caller-asks-for-the-operator',
        keyAfterMs,
        seconds,
      }),
      await asterisk.call({ number: `+${waits}`, scenario: 'caller-abandons-in-queue', seconds }),
    ]
    for (const number of [presses, waits])
      expect(await untilMarked(`+${number}`, 'Queue')).toEqual([
        `VAKHTA_INFORMED announcement;${id}:1`,
        'Queue',
      ])
    for (const run of runs) run.kill()
  })

  it('who presses 1 in the middle of it is thanked and hung up', async ({ expect }) => {
    const number = digitsOf(8)
    const { id } = await speak([await addHome(number)], longText)
    const run = await asterisk.call({
      number: `+${number}`,
      scenario: 'caller-joins-and-is-thanked',
      keyAfterMs,
    })
    await run.done
    expect(await untilMarked(`+${number}`, 'end')).toEqual([
      `VAKHTA_INFORMED announcement;${id}:1`,
      'VAKHTA_NOTICE',
      'end',
    ])
  })

  it('who hangs up while it plays was told nothing', async ({ expect }) => {
    const number = digitsOf(9)
    await speak([await addHome(number)], longText)
    const run = await asterisk.call({
      number: `+${number}`,
      scenario: 'caller-abandons-in-queue',
      seconds: 3,
    })
    await run.done
    expect(await untilMarked(`+${number}`, 'end')).toEqual(['end'])
  })

  it('leaves a spoken message by 2', async ({ expect }) => {
    const number = digitsOf(10)
    const { id } = await speak([await addHome(number)], longText)
    const call = (await addCaller(`+${number}`)).call(asterisk.queueNumber)
    await untilHeard(call, 3)
    await press(call, '2')
    await hears(call, promptFile('message'))
    call.say(sine(440, 1), { again: true })
    // what comes after the prompt: the beep and the silence of who listens
    await untilHeard(call, 3)
    await call.hangUp()
    const marks = await untilMarked(`+${number}`, 'end')
    const message = marks.find((mark) => mark.startsWith('VAKHTA_MESSAGE ')) ?? ''
    expect(marks).toEqual([`VAKHTA_INFORMED announcement;${id}:1`, message, 'end'])
    expect(message).toMatch(/^VAKHTA_MESSAGE \d{4}\/\d\d\/\d\d\/[\d.]+-message\.wav;\d+$/)
    const file = message.slice('VAKHTA_MESSAGE '.length).split(';')[0] ?? ''
    const sound = await soundOf(join(asterisk.running.recordingsDir, file))
    expect(sound.length).toBeGreaterThan(8000)
    expect(shareOfTone(sound, 440)).toBeGreaterThan(0.8)
  })

  it('is known however the trunk writes his number, and nobody gets in by writing it strangely', async ({
    expect,
  }) => {
    const number = digitsOf(11)
    const { id } = await speak([await addHome(number)], shortText)
    const local = number.slice(1)
    const written = [
      `8${local}`,
      local,
      number,
      `+7(${local.slice(0, 3)})${local.slice(3, 6)}-${local.slice(6)}`,
    ]
    const strange = [`${number}x`, `${number}'--`, `${number}&1`, `+7+${local}`, `${number}!`]
    const run = await asterisk.calls({
      numbers: [...written, ...strange],
      scenario: 'caller-asks-for-the-operator',
      keyAfterMs,
      seconds,
      rate: 3,
    })
    for (const one of written)
      expect(await untilMarked(one, 'Queue'), one).toEqual([`VAKHTA_INFORMED announcement;${id}:1`, 'Queue'])
    for (const one of strange) expect(await untilMarked(one, 'Queue'), one).toEqual(['Queue'])
    run.kill()
  })
})

describe('a caller about whom nothing is known', () => {
  const unknown = '+79998887766'

  it('waits in the queue as ever', async () => {
    const run = await asterisk.call({ number: unknown, scenario: 'caller-hangs-up-when-told' })
    await untilMarked(unknown, 'Queue')
    await run.tell()
    expect(await untilMarked(unknown, 'end')).toEqual(['Queue', 'end'])
  })

  it('is asked about a large shutdown, and 1 tells and joins him', async () => {
    const homes = await Promise.all([1, 2, 3, 4, 5].map((n) => addHome(digitsOf(900 + n))))
    const { id } = await speak(homes, shortText, {
      question: 'Если ваш дом на улице Республики, нажмите один.',
    })
    const number = '+79998887700'
    const call = (await addCaller(number)).call(asterisk.queueNumber)
    const question = join(folder, `shutdowns/${id}-question-aa.wav`)
    await hears(call, question)
    await press(call, '1')
    await untilMarked(number, `VAKHTA_INFORMED question;${id}:1`)
    await press(call, '1')
    await hears(call, announcementFile(id))
    expect(await untilMarked(number, 'end')).toEqual([
      `VAKHTA_INFORMED question;${id}:1`,
      'VAKHTA_NOTICE',
      'end',
    ])
    // who hides his number is told, and cannot be called back
    const hidden = 'caller-hidden'
    const anonymous = (await addCaller('anonymous', hidden)).call(asterisk.queueNumber)
    await hears(anonymous, question)
    await press(anonymous, '1')
    await untilMarked(hidden, `VAKHTA_INFORMED question;${id}:1`)
    await press(anonymous, '1')
    expect(await untilMarked(hidden, 'Queue')).toEqual([`VAKHTA_INFORMED question;${id}:1`, 'Queue'])
    await hears(anonymous, promptFile('hidden'))
    await anonymous.hangUp()
    // who does not answer the question
    const silent = '+79998887711'
    const run = await asterisk.call({ number: silent, scenario: 'caller-abandons-in-queue', seconds })
    expect(await untilMarked(silent, 'Queue')).toEqual(['Queue'])
    run.kill()
    await database.knex('shutdowns').where({ id }).update({ status: 'restored', ended_at: new Date() })
  })
})

describe('gas, fire, people in a lift', () => {
  const inAnnouncement = `+${digitsOf(30)}`
  /** Numbers in the order of the queue. */
  async function queued(): Promise<(string | undefined)[]> {
    const [queue, channels] = [
      await asteriskCli(asterisk.running, 'queue show dispatch'),
      await asteriskCli(asterisk.running, 'core show channels concise'),
    ]
    const numbers = new Map(channels.split('\n').map((line) => [line.split('!')[0], line.split('!')[7]]))
    const waiting = [...queue.matchAll(/^\s+\d+\. (\S+) \(wait/gm)].map(([, channel]) => numbers.get(channel))
    // who was cut off in a test before stays until rtp_timeout
    return waiting.filter((number) => number === inAnnouncement || number?.startsWith('+7999111'))
  }

  it('9 overtakes everybody who waits, from the greeting, the announcement and the queue', async () => {
    const { id } = await speak([await addHome(digitsOf(30))], longText)
    const waiting = await asterisk.calls({
      numbers: ['+79991110001', '+79991110002'],
      scenario: 'caller-abandons-in-queue',
      seconds,
    })
    await until(async () => (await queued()).length >= 2, 60_000, 'two wait')
    const urgent = { scenario: 'caller-is-urgent', seconds } as const
    // one after the other: among the urgent ones the order is that of their keys
    const inGreeting = await asterisk.call({ number: '+79991110003', keyAfterMs: 200, ...urgent })
    await untilMarked('+79991110003', 'VAKHTA_URGENT')
    const listens = await asterisk.call({ number: inAnnouncement, keyAfterMs, ...urgent })
    expect(await untilMarked(inAnnouncement, 'Queue')).toEqual([
      `VAKHTA_INFORMED announcement;${id}:1`,
      'VAKHTA_URGENT',
      'Queue',
    ])
    const waits = '+79991110004'
    const call = (await addCaller(waits)).call(asterisk.queueNumber)
    await untilMarked(waits, 'Queue')
    await press(call, '9')
    expect((await untilMarked(waits, 'VAKHTA_URGENT')).slice(0, 2)).toEqual(['Queue', 'VAKHTA_URGENT'])
    await until(async () => (await queued()).length >= 5, 60_000, 'all five wait')
    expect(await queued()).toEqual(['+79991110003', inAnnouncement, waits, '+79991110001', '+79991110002'])
    for (const run of [waiting, inGreeting, listens]) run.kill()
    await call.hangUp()
  })
})
