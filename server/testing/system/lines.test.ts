import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LineSet, LineStep, WayStep } from '#contracts/line.ts'
import { nowhere } from '#domain/line/nowhere.ts'
import { way } from '#domain/line/way.ts'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { lineFileOf, lineMarks, setLineClock } from '#server/testing/asterisk/line-marks.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { quietLog } from '#server/testing/people/quiet-log.ts'
import { until } from '#server/testing/product/product.ts'
import { speakInto } from '#server/testing/samples/spoken-shutdowns.ts'

/**
 * Lines by day, by night, on a holiday, in night mode, with somebody to wait for and with nobody: each call goes where
 * the page says that it would. Asterisk and PostgreSQL alone; no process of ours runs.
 */
const timeZone = 'Asia/Yekaterinburg'
const notServed = 'Ночью приём по лифтам.'
const ofMenu = 'Один.'
const work = [{ from: 480, to: 1200 }]
const kept = { version: 1 }
const set: LineSet = {
  lines: [
    {
      ...{ id: 1, ...kept, name: 'Северная', digits: '73452000001', companyId: 1, greeting: '' },
      ...{ scheduleId: 1, priority: 0 },
      byDay: [{ kind: 'menu', menuId: 1 }],
      byNight: [
        { kind: 'announcement', text: notServed },
        { kind: 'queue', queueId: 3 },
      ],
    },
    {
      ...{ id: 2, ...kept, name: 'Лифты', digits: '73452000002', companyId: 2, greeting: '' },
      ...{ scheduleId: null, priority: 4 },
      byDay: [{ kind: 'queue', queueId: 2 }, { kind: 'voicemail' }],
      byNight: [{ kind: 'queue', queueId: 2 }],
    },
    {
      ...{ id: 3, ...kept, name: 'Прочие', digits: null, companyId: 1, greeting: '' },
      ...{ scheduleId: 1, priority: 0 },
      byDay: [{ kind: 'queue', queueId: 1 }],
      byNight: [{ kind: 'voicemail' }],
    },
  ],
  queues: [
    { id: 1, strategy: 'longestIdle' as const, isFirst: false, isDefault: true, overflow: [] },
    {
      ...{ id: 2, strategy: 'all' as const, isFirst: true, isDefault: false },
      overflow: [{ kind: 'queue' as const, queueId: 3 }],
    },
    {
      ...{ id: 3, strategy: 'skillFirst' as const, isFirst: false, isDefault: false },
      overflow: [{ kind: 'announcement' as const, text: notServed }],
    },
  ].map((queue) => ({ ...queue, ...kept, name: `Очередь ${queue.id}`, operators: null, waitSeconds: 60 })),
  schedules: [
    {
      ...{ id: 1, ...kept, name: 'Контора', usesCalendar: true },
      week: [work, work, work, work, work, [{ from: 600, to: 840 }], []],
      exceptions: [],
    },
  ],
  menus: [
    {
      ...{ id: 1, ...kept, name: 'Меню', text: ofMenu },
      keys: [
        { key: '1', steps: [{ kind: 'queue', queueId: 2 }] },
        { key: '0', steps: [{ kind: 'queue', queueId: 3 }] },
      ],
      otherwise: [{ kind: 'queue', queueId: 1 }],
    },
  ],
  night: { startedAt: '2026-12-03T05:00:00.000Z', endsAt: '2026-12-03T08:00:00.000Z', byName: null },
}
const queueNames = new Map([
  [1, 'dispatch'],
  [2, 'q2-all-first'],
  [3, 'q3-one'],
])

const scenarioOf = {
  // twenty who are silent cost the machine less than twenty who speak
  '': 'caller-abandons-in-queue',
  '0': 'caller-asks-for-the-operator',
  '1': 'caller-joins-and-is-thanked',
  '9': 'caller-is-urgent',
} as const
type Key = keyof typeof scenarioOf

const atAnyTime: [dialled: string, key: Key][] = [
  ['73452000001', ''],
  ['83452000001', ''],
  ['73452000002', ''],
  ['73452999999', ''],
  ['3452999998', ''],
]
const moments: { name: string; at: Date; calls: [dialled: string, key: Key][] }[] = [
  {
    name: 'by day',
    at: new Date('2026-12-02T06:00:00Z'),
    calls: [...atAnyTime, ['73452000001', '1'], ['73452000001', '0'], ['3452000001', '9']],
  },
  { name: 'by night', at: new Date('2026-12-02T19:00:00Z'), calls: atAnyTime },
  { name: 'on a holiday', at: new Date('2026-01-01T06:00:00Z'), calls: atAnyTime },
  { name: 'in night mode', at: new Date('2026-12-03T06:00:00Z'), calls: atAnyTime },
]

let database: TestDatabase
let asterisk: TestAsterisk

beforeAll(async () => {
  database = await createTestDatabase()
  await write()
  asterisk = await startTestAsterisk({ databaseUrl: database.url, log: quietLog, atOnce: 60 })
  for (const text of [notServed, ofMenu])
    await speakInto(asterisk.running.announcementsDir, `${lineFileOf(text)}.wav`, text)
})
afterAll(async () => {
  await asterisk?.stop()
  await database?.drop()
})

async function write(): Promise<void> {
  const { knex } = database
  await knex('companies').insert({ name: 'Лифтсервис', short_name: 'ЛС' })
  await knex('queues').del()
  for (const table of ['lines', 'queues', 'schedules', 'menus'] as const)
    for (const { id, ...data } of set[table])
      await knex.raw(
        `insert into ${table} (id, data${table === 'queues' ? ', slot' : ''}) overriding system value
         values (?, ?${table === 'queues' ? ', ?' : ''})`,
        [id, JSON.stringify(data), ...(table === 'queues' ? [id] : [])],
      )
  await knex('night_mode').insert({ started_at: set.night?.startedAt, ends_at: set.night?.endsAt })
}

const stepText = (step: LineStep): string => {
  if (step.kind === 'queue') return `queue-${step.queueId}`
  if (step.kind === 'menu') return `menu-${step.menuId}`
  return step.kind === 'announcement' ? `say-${lineFileOf(step.text)}` : step.kind
}

/** What the ledger must say of a call that the page answers so. */
const marksOfWay = (steps: readonly WayStep[]): string[] =>
  steps.flatMap(({ step, reason }, i) => {
    const isPromised = i === steps.length - 1 && step.kind === 'callback'
    return [
      ...(reason.key === 'danger' ? ['VAKHTA_URGENT'] : isPromised ? [] : [`VAKHTA_STEP ${stepText(step)}`]),
      ...(step.kind === 'queue' ? [`Queue ${queueNames.get(step.queueId)}`] : []),
      ...(isPromised || step.kind === 'voicemail' ? ['VAKHTA_CALLBACK'] : []),
    ]
  })

let callers = 0
/** What SIPp says of calls that did not go as their scenario says. */
const complaints: string[] = []
interface Expected {
  name: string
  number: string
  marks: string[]
}
async function callAll(isBusy: boolean, calendar: Map<string, 'off' | 'work'>): Promise<Expected[]> {
  const expected: Expected[] = []
  for (const { name, at, calls } of moments) {
    await setLineClock(database.knex, at)
    const numbers = await Promise.all(
      calls.map(async ([dialled, key]) => {
        const number = `7922${String(++callers).padStart(7, '0')}`
        const steps = way({ ...set, calendar, timeZone }, { dialled, at, isBusy, keys: [key] })
        expected.push({
          name: `${name}: ${dialled} ${key}${isBusy ? ', nobody is free' : ''}`,
          number,
          marks: marksOfWay(steps),
        })
        const scenario = scenarioOf[key]
        const run = await asterisk.call({ number, to: dialled, scenario, keyAfterMs: 1500, seconds: 60 })
        run.done.catch((error: Error) => complaints.push(`${number}: ${error.message}`))
        return number
      }),
    )
    // the line is asked for when a call comes: then the clock may go on
    await until(
      async () => {
        const marks = await lineMarks(asterisk.running.celFile)
        return numbers.every((number) => marks.has(number))
      },
      60_000,
      `the calls ${name} are on their ways`,
    ).catch(async (error: Error) => {
      const marks = await lineMarks(asterisk.running.celFile)
      const missing = numbers.filter((number) => !marks.has(number))
      throw new Error(`${error.message}: ${missing.join(', ')}; ${complaints.join('; ')}`)
    })
  }
  return expected
}

describe('lines', () => {
  it('lead where the page says, in 46 calls', { timeout: 240_000 }, async () => {
    expect(nowhere(set)).toBeNull()
    const { rows } = await database.knex.raw<{ rows: { day: string; kind: 'off' | 'work' }[] }>(
      "select to_char(day, 'YYYY-MM-DD') as day, kind from calendar_days",
    )
    const calendar = new Map(rows.map(({ day, kind }) => [day, kind]))
    const free = await callAll(false, calendar)
    await until(
      async () => {
        const marks = await lineMarks(asterisk.running.celFile)
        return free.every((call) => (marks.get(call.number) ?? []).length >= call.marks.length)
      },
      60_000,
      'all wait where they should',
    ).catch(() => {})
    await asteriskCli(asterisk.running, 'channel request hangup all')
    // one change of a row, and the next step of a call goes by it
    await database.knex.raw(`update queues set data = data || '{"waitSeconds": 1}'`)
    const busy = await callAll(true, calendar)
    await until(
      async () => {
        const marks = await lineMarks(asterisk.running.celFile)
        return busy.every((call) => (marks.get(call.number) ?? []).length >= call.marks.length)
      },
      60_000,
      'all have come to their ends',
    ).catch(() => {})
    const marks = await lineMarks(asterisk.running.celFile)
    const calls = [...free, ...busy]
    expect(calls).toHaveLength(46)
    expect(calls.map(({ name, number }) => ({ name, marks: marks.get(number) }))).toEqual(
      calls.map(({ name, marks: due }) => ({ name, marks: due })),
    )
  })
})
