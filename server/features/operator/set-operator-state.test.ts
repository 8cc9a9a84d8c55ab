import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OperatorPresence } from '#contracts/user.ts'
import { reportLive } from '#server/features/board/report-live.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import type { PbxLive } from '#sip/live.ts'

let edge: TestEdge
let one: Browser
let two: Browser
beforeAll(async () => {
  edge = await startEdge()
  one = await edge.as('operator')
  two = await edge.as('operator')
})
afterAll(() => edge.stop())
beforeEach(async () => {
  await edge.database.knex.raw('truncate operator_states, operator_state_intervals, operator_heartbeats')
  await edge.database.knex('users').update({ is_paused: false })
  await line('available', 'available')
})

const since = '2026-11-22T10:00:00.000Z'
type State = PbxLive['operators'][number]['state']
/** What the PBX says of the two, put together with everything else. */
async function line(...states: State[]): Promise<OperatorPresence[]> {
  const operators = [one, two].map(({ user }, index) => ({
    sipUsername: user?.sipUsername ?? '',
    state: states[index] ?? 'offline',
    since,
  }))
  return (await reportLive(edge.deps, { state: 'up', since, operators, waiting: 0 })).operators
}
const wish = (who: Browser, body: object): Promise<Response> =>
  who.send('POST', '/api/operator/state', { body })
const lunch = { to: 'paused', reason: 'lunch' }
const stateOf = (states: OperatorPresence[], who: Browser) =>
  states.find(({ userId }) => userId === who.user?.id)
const accountOf = async (who: Browser) => {
  await who.send('POST', '/api/phone/credentials')
  return edge.deps.store.repositories.sipAccounts.find(who.user?.sipUsername ?? '', edge.deps.now())
}

test('a pause that leaves a colleague is taken at once, and the PBX offers no calls', async () => {
  const answer = await wish(one, { ...lunch, note: 'до двух' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    pause: { key: 'lunch', name: 'Обед' },
    wrapUpUntil: null,
    note: 'до двух',
  })
  expect(await accountOf(one)).toMatchObject({ isPaused: true })
  expect(stateOf(await line('paused', 'available'), one)).toMatchObject({
    state: 'paused',
    reason: 'Обед',
    note: 'до двух',
  })
  await wish(one, { to: 'available' })
  expect(await accountOf(one)).toMatchObject({ isPaused: false })
})

test('a pause that would leave nobody asks first', async () => {
  expect((await wish(one, lunch)).status).toBe(200)
  // the boards do not know of the first pause yet: the database does
  const refused = await wish(two, lunch)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'wouldLeaveNobody' })
  expect(await accountOf(two)).toMatchObject({ isPaused: false })
  expect((await wish(two, { ...lunch, confirmed: true })).status).toBe(200)
  expect(await accountOf(two)).toMatchObject({ isPaused: true })
  // another reason for who is away already is no question
  expect((await wish(two, { to: 'paused', reason: 'break' })).status).toBe(200)
})

test('of two who pause at the same moment one is asked', async () => {
  const answers = await Promise.all([wish(one, lunch), wish(two, lunch)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('who is not on the line leaves nobody alone', async () => {
  await line('offline', 'offline')
  expect((await wish(one, lunch)).status).toBe(200)
})

test('a reason that is not on the list is bad input', async () => {
  const answer = await wish(one, { to: 'paused', reason: 'holidays' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'badInput', details: { field: 'reason' } })
})

test('after a talk the operator rests; the rest is made longer, ended, and only while it lasts', async () => {
  expect((await wish(one, { to: 'wrapUp', addSeconds: 30 })).status).toBe(409)
  await line('talking', 'available')
  const resting = stateOf(await line('available', 'available'), one)
  expect(resting).toMatchObject({ state: 'wrapUp', until: expect.any(String) })
  expect(await accountOf(one)).toMatchObject({ isPaused: true })
  const longer = await wish(one, { to: 'wrapUp', addSeconds: 30, note: 'дописываю адрес' })
  const { wrapUpUntil, note } = (await longer.json()) as { wrapUpUntil: string; note: string }
  expect(Date.parse(wrapUpUntil) - Date.parse(resting?.until ?? '')).toBe(30_000)
  expect(note).toBe('дописываю адрес')
  await line('paused', 'available')
  const history = edge.database.knex('operator_state_intervals').where({ user_id: one.user?.id ?? 0 })
  expect(await history.where({ state: 'wrapUp' })).toMatchObject([{ note, ended_at: null }])
  await wish(one, { to: 'available' })
  expect(stateOf(await line('paused', 'available'), one)).toMatchObject({ state: 'available' })
  // a ring that was not answered is no talk
  await line('ringing', 'available')
  expect(stateOf(await line('available', 'available'), one)).toMatchObject({ state: 'available' })
})

test('the history is intervals without gaps, the same state twice is one', async () => {
  await line('ringing', 'available')
  await line('talking', 'available')
  await line('talking', 'available')
  await wish(one, { ...lunch, note: 'до двух' })
  await line('available', 'available')
  await line('offline', 'available')
  const rows = await edge.database
    .knex('operator_state_intervals')
    .where({ user_id: one.user?.id ?? 0 })
    .orderBy('id')
  expect(rows.map(({ state, reason, note }) => [state, reason, note])).toEqual([
    ['available', null, ''],
    ['ringing', null, ''],
    ['talking', null, ''],
    ['paused', 'Обед', 'до двух'],
    ['offline', null, ''],
  ])
  for (const [index, row] of rows.entries()) {
    expect(row.ended_at ?? null).toEqual(rows[index + 1]?.started_at ?? null)
  }
})
