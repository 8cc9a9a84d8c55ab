import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEdge, type TestEdge } from '#server/testing/edge/edge.ts'
import type { PbxLive } from '#sip/live.ts'
import { createLiveWriter } from './live-writer.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

const since = '2026-11-22T10:00:00.000Z'

test('a caller who comes to wait asks for no operators; whoever changed is asked for at once', async () => {
  const { sipUsername } = await edge.addUser('operator')
  const operators: PbxLive['operators'] = [{ sipUsername: sipUsername ?? '', state: 'available', since }]
  const { knex, liveState } = edge.deps.store.repositories
  const written = (facts: object) =>
    vi.waitFor(async () => expect(await liveState.read()).toMatchObject(facts), 20_000)
  const asked: string[] = []
  knex.on('query', ({ sql }: { sql: string }) => {
    if (sql.includes('operator_offers')) asked.push(sql)
  })
  const writer = createLiveWriter(edge.deps)
  const pbx = { state: 'up' as const, since, operators }

  writer.write({ ...pbx, waiting: 0 })
  await written({ waiting: 0, operators: [{ state: 'available' }] })
  const before = asked.length
  expect(before).toBeGreaterThan(0)
  for (const waiting of [1, 2, 1]) {
    writer.write({ ...pbx, waiting })
    await written({ waiting, operators: [{ state: 'available' }] })
  }
  expect(asked).toHaveLength(before)

  await edge.database.knex('users').where({ sip_username: sipUsername }).update({ is_paused: true })
  writer.renew()
  await written({ waiting: 1, operators: [{ state: 'paused' }] })
  const ringing = operators.map((operator) => ({ ...operator, state: 'ringing' as const }))
  writer.write({ ...pbx, operators: ringing, waiting: 1 })
  await written({ operators: [{ state: 'ringing' }] })
  await writer.stop()
})
