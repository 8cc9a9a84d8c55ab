import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LineSet, LineStep } from '#contracts/line.ts'
import { dialledWays, longestWay, way, type WayQuestion } from '#domain/line/way.ts'
import { lineQuestions, lineSets } from '#domain/testing/line-samples.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { installViews } from '#sip/asterisk/install-views.ts'

/** What pages say of a call, and what Asterisk is answered: the same, for random desks and moments. */
const timeZone = 'Asia/Yekaterinburg'
let database: TestDatabase
let calendar: Map<string, 'off' | 'work'>

beforeAll(async () => {
  database = await createTestDatabase()
  await installViews({
    query: (sql) => database.knex.raw(sql),
    database: new URL(database.url).pathname.slice(1),
    role: `ways_${new URL(database.url).pathname.slice(1)}`,
    password: 'secret',
    queue: { name: 'dispatch' },
    timeZone,
  })
  const days = await database.knex.raw<{ rows: { day: string; kind: 'off' | 'work' }[] }>(
    "select to_char(day, 'YYYY-MM-DD') as day, kind from calendar_days",
  )
  calendar = new Map(days.rows.map(({ day, kind }) => [day, kind]))
})

afterAll(async () => {
  const role = `ways_${new URL(database.url).pathname.slice(1)}`
  await database.knex.raw(`grant ${role} to current_user; drop owned by ${role} cascade; drop role ${role}`)
  await database.drop()
})

async function write(set: LineSet): Promise<void> {
  const { knex } = database
  await knex.raw(
    'delete from lines; delete from queues; delete from schedules; delete from menus; delete from night_mode',
  )
  const rows = (parts: readonly object[]): string => JSON.stringify(parts)
  for (const table of ['schedules', 'menus', 'lines'] as const)
    await knex.raw(
      `insert into ${table} (id, data) overriding system value
       select (value ->> 'id')::bigint, value from jsonb_array_elements(?::jsonb) as one (value)`,
      [rows(set[table])],
    )
  await knex.raw(
    `insert into queues (id, data, slot) overriding system value
     select place, value, place from jsonb_array_elements(?::jsonb) with ordinality as one (value, place)`,
    [rows(set.queues)],
  )
  if (set.night)
    await knex('night_mode').insert({ started_at: set.night.startedAt, ends_at: set.night.endsAt })
}

const stepText = (step: LineStep): string => {
  switch (step.kind) {
    case 'queue':
      return `queue-${step.queueId}`
    case 'menu':
      return `menu-${step.menuId}`
    case 'announcement':
      return `say-lines/${createHash('md5').update(step.text).digest('hex')}`
    case 'number':
      return `number-${step.digits}`
    case 'hangUp':
      return 'hangup'
    case 'voicemail':
    case 'callback':
      return step.kind
  }
}

/** extensions.conf, context `way`, in a few lines. */
function dialplan(
  plans: ReadonlyMap<string, string>,
  steps: ReadonlyMap<string, string>,
  { dialled, isBusy, keys }: WayQuestion,
): string[] {
  const split = (chain: string | undefined): string[] => (chain ?? '').split('&').filter((one) => one !== '')
  const line = plans.get(dialled) ?? plans.get('any')
  let left = line === undefined ? ['default'] : split(line.split('|')[3])
  const unpressed = [...keys]
  const done: string[] = []
  for (;;) {
    const step = left.shift()
    if (step === undefined || done.length >= longestWay) return [...done, 'callback']
    done.push(step)
    const kind = step.split('-')[0]
    if (kind === 'queue' || kind === 'default') {
      if (!isBusy) return done
      left = [...split(steps.get(step)?.split('|')[2]), ...left]
    } else if (kind === 'menu') {
      const key = unpressed.shift()
      if (key === '9') left = ['default']
      else left = [...split(steps.get(`${step}-${key ?? ''}`) || steps.get(`${step}-none`)), ...left]
    } else if (kind === 'number') {
      if (!isBusy) return done
    } else if (kind !== 'say') return done
  }
}

describe('the way of a call', () => {
  it(
    'is the same for pages and for Asterisk, 2400 settings and moments',
    { timeout: 120_000, tags: ['long'] },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          lineSets,
          fc.array(lineQuestions, { minLength: 16, maxLength: 16 }),
          async (set, questions) => {
            await write(set)
            const { rows } = await database.knex.raw<{ rows: { step: string; plan: string }[] }>(
              'select step, plan from asterisk.step_way',
            )
            const steps = new Map(rows.map(({ step, plan }) => [step, plan]))
            const answers = await database.knex.raw<{ rows: { n: number; dialled: string; plan: string }[] }>(
              `select q.n, w.dialled, w.plan
           from jsonb_array_elements_text(?::jsonb) with ordinality as q (at, n)
           cross join lateral asterisk_inner.line_ways(q.at::timestamptz) w`,
              [JSON.stringify(questions.map(({ at }) => at.toISOString()))],
            )
            for (const [i, question] of questions.entries()) {
              const plans = new Map(
                answers.rows
                  .filter(({ n }) => Number(n) === i + 1)
                  .map(({ dialled, plan }) => [dialled, plan]),
              )
              const shown = way({ ...set, calendar, timeZone }, question).map(({ step, reason }) =>
                reason.key === 'noLine' || reason.key === 'danger' ? 'default' : stepText(step),
              )
              expect(shown).toEqual(dialplan(plans, steps, question))
            }
          },
        ),
        { numRuns: 150 },
      )
    },
  )

  it('greets in the words of the line, else in those of its company, else in the general ones', async () => {
    const set = fc.sample(lineSets, { numRuns: 200, seed: 1 }).find(({ lines }) => lines.length > 0)
    const [line] = set?.lines ?? []
    if (set === undefined || line === undefined) throw new Error('no sample with a line')
    const greets = async (own: string, ofCompany: string): Promise<string | undefined> => {
      await database.knex('companies').update({ greeting: ofCompany })
      await write({ ...set, lines: [{ ...line, greeting: own }] })
      const { rows } = await database.knex.raw<{ rows: { plan: string }[] }>(
        'select plan from asterisk.line_way',
      )
      return rows[0]?.plan.split('|')[1]
    }
    const fileOf = (text: string): string => `lines/${createHash('md5').update(text).digest('hex')}`
    expect(await greets('Лифты.', 'Уют.')).toBe(fileOf('Лифты.'))
    expect(await greets('', 'Уют.')).toBe(fileOf('Уют.'))
    expect(await greets('', '')).toBe('')
  })

  it('finds a line in whichever way its number is dialled', () => {
    expect(dialledWays('73452001122')).toEqual(['73452001122', '83452001122', '3452001122'])
    expect(dialledWays('112')).toEqual(['112'])
  })
})
