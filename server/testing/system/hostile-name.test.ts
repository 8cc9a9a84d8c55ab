import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '#server/deps.ts'
import { getCallerCard } from '#server/features/call/get-caller-card.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { translateCel } from '#sip/translate/cel.ts'

const markup = '<img src=x onerror=alert(1)>'
const hostile = `${markup}\u202E\u2066\u0000${'я'.repeat(2_000)}`

/** A real call of Asterisk (recorded: sip/translate/fixtures), with another name in each of the caller's lines. */
const renamed = (name: string): string[] =>
  readFileSync(
    `${import.meta.dirname}/../../../sip/translate/fixtures/answered-caller-hangs-up.jsonl`,
    'utf8',
  )
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const fields: Record<string, string> = JSON.parse(line)
      return JSON.stringify({ ...fields, ...(fields['num']?.startsWith('+7') ? { name } : {}) })
    })

describe('a name of 4 KB with markup, direction marks and null characters, by the way of Asterisk', () => {
  let database: TestDatabase
  let deps: Deps
  const log = createTestLog()
  beforeAll(async () => {
    database = await createTestDatabase()
    deps = testDeps(database.store, { log })
  })
  afterAll(() => database.drop())

  it('is stored and pushed as bounded text; numbers, states and everything else stay as with any name', async () => {
    const [usual, nasty] = ['Анна', hostile].map((name) =>
      renamed(name).flatMap((line, index) => translateCel(line, `1.ab:${index}`, 'asterisk')),
    )
    const withoutName = (events: typeof usual) =>
      events?.map((event) => ('displayName' in event ? { ...event, displayName: '' } : event))
    expect(withoutName(nasty)).toEqual(withoutName(usual))

    await receiveCallEvents(deps, {
      source: 'asterisk',
      cursor: { inode: '1', offset: 1 },
      events: nasty ?? [],
    })
    const [call] = await database.knex('calls').select('id', 'display_name')
    expect(call.display_name.startsWith(markup)).toBe(true)
    expect(call.display_name.length).toBeLessThanOrEqual(200)
    expect(call.display_name).not.toMatch(/\p{Cc}/u)

    const olga = await addActor(database.store, 'operator')
    const card = await getCallerCard(deps, olga, {
      params: { id: call.id },
      query: undefined,
      body: undefined,
    })
    expect(card.call.displayName).toBe(call.display_name)
    // the applicant is asked for his name: what the network shows is no name of a person
    expect(card.task?.fields.applicantName).toBe('')
    const journal = await database.knex('journal').where({ type: 'call.changed' }).select('data')
    expect(journal.length).toBeGreaterThan(0)
  })

  it('is in no line of the log', () => {
    expect(log.lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(log.lines)).not.toMatch(/onerror|\+7\d{10}/)
  })
})
