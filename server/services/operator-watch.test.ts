import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEdge, type TestEdge } from '#server/testing/edge/edge.ts'
import type { PbxLive } from '#sip/live.ts'
import { watchOperators } from './operator-watch.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

const since = '2026-11-22T10:00:00.000Z'

test('a change is told once; what the PBX has wrong is told until it is right', async () => {
  const { sipUsername } = await edge.addUser('operator')
  const name = sipUsername ?? ''
  const told: string[][] = []
  const wrong: string[][] = []
  let state: PbxLive['operators'][number]['state'] = 'available'
  const watch = watchOperators(edge.deps, {
    live: () => ({ state: 'up', since, operators: [{ sipUsername: name, state, since }], waiting: 0 }),
    changed: (names) => told.push(names),
    outdated: (names) => wrong.push(names),
  })
  const looked = async (look: () => void): Promise<void> => {
    watch.wake()
    await vi.waitFor(look)
  }
  await looked(() => expect(told).toEqual([[name]]))
  expect(wrong).toEqual([])

  await edge.database.knex('users').where({ sip_username: name }).update({ is_paused: true })
  await looked(() => expect(told).toEqual([[name], [name]]))
  await looked(() => expect(wrong.length).toBeGreaterThan(1))
  state = 'paused'
  const before = wrong.length
  await edge.database.knex('users').where({ sip_username: name }).update({ is_paused: false })
  // paused by an account that was read before the change: registered a moment too early
  await looked(() => expect(wrong.length).toBeGreaterThan(before))
  state = 'available'
  await looked(() => expect(told).toHaveLength(3))
  await watch.stop()
})
