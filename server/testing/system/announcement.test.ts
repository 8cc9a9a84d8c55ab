import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts'
import { addFlat, addHouse } from '#server/testing/directory.ts'
import { addActor } from '#server/testing/factories.ts'
import { until } from '#server/testing/product.ts'
import { quietLog } from '#server/testing/quiet-log.ts'
import { addSpokenShutdown, sayAnew, speakInto } from '#server/testing/spoken-shutdowns.ts'
import { startNodePhone, type NodePhone, type PhoneCall } from '#sip/testing/node-phone.ts'
import { readCelLine } from '#sip/translate/cel-line.ts'

/** What a caller hears and does before the queue; Asterisk and PostgreSQL alone, no process of ours runs. */
const realm = 'vakhta'
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

/** What the dialplan wrote about the call of this number, in order: `VAKHTA_INFORMED announcement;1:1`, `Queue`. */
async function marksOf(number: string): Promise<string[]> {
  const text = await readFile(asterisk.running.celFile, 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1).map(readCelLine)
  const ids = new Set(lines.filter((line) => line.num === number).map((line) => line.linkedid))
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
async function untilMarked(number: string, mark: RegExp | string, withinMs = 40_000): Promise<string[]> {
  const isIt = (one: string): boolean => (typeof mark === 'string' ? one === mark : mark.test(one))
  let marks: string[] = []
  await until(async () => (marks = await marksOf(number)).some(isIt), withinMs, `${String(mark)}`).catch(
    (error: unknown) => {
      throw new Error(`only ${marks.join(', ')}`, { cause: error })
    },
  )
  return marks
}

/** A resident with a telephone of ours, so that what he hears can be listened to at his side. */
async function addCaller(number: string): Promise<NodePhone> {
  const username = `caller-${number}`
  const ha1 = createHash('md5').update(`${username}:${realm}:secret`).digest('hex')
  await database.knex('sip_accounts').insert({
    username,
    kind: 'caller',
    realm,
    ha1_md5: ha1,
    ha1_sha256: '',
    display_name: 'Житель',
    number,
    expires_at: new Date(Date.now() + 3_600_000),
  })
  const phone = await startNodePhone({ server: asterisk.webSocket, domain: realm, username, ha1 })
  phones.push(phone)
  return phone
}

const heardSeconds = (call: PhoneCall): number => (call.media()?.heard.length ?? 0) / 8000
async function press(call: PhoneCall, key: string): Promise<void> {
  const content = `Signal=${key}\r\nDuration=160\r\n`
  await call.session.info({
    requestOptions: {
      body: { contentDisposition: 'render', contentType: 'application/dtmf-relay', content },
    },
  })
}

describe('a caller whose house is in a shutdown', () => {
  it('hears the announcement at his side, and key 1 joins him', async () => {
    const number = '79220000001'
    const house = await addHome(number, { spoken: 'По адресу: улица Республики, дом один.' })
    const { id, seconds } = await addSpokenShutdown(database.knex, folder, {
      houseIds: [house],
      createdBy: author,
      text: 'Аварийное отключение холодной воды. Восстановление планируется до восемнадцати часов.',
    })
    const phone = await addCaller(`+${number}`)
    const call = await phone.dial(asterisk.queueNumber)
    await untilMarked(`+${number}`, `VAKHTA_INFORMED announcement;${id}:1`)
    console.log('heard', heardSeconds(call), 'file', seconds)
    await press(call, '1')
    const marks = await untilMarked(`+${number}`, 'end')
    console.log(marks)
    expect(marks).toEqual([`VAKHTA_INFORMED announcement;${id}:1`, 'VAKHTA_NOTICE', 'end'])
  })
})
