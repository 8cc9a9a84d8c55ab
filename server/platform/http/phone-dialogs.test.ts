import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SavedDialog } from '#contracts/phone.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
const logged: string[] = []
beforeAll(async () => {
  edge = await startEdge({ logTo: { write: (line) => void logged.push(line) } })
})
afterAll(() => edge.stop())

const dialog: SavedDialog = {
  server: 'wss://pbx/ws',
  username: 'op-1',
  callId: 'secret-call-id',
  localTag: 'secret-local',
  remoteTag: 'secret-remote',
  direction: 'in',
  remoteNumber: '+73452000001',
  remoteName: '',
  startedAt: '2026-11-22T10:00:00.000Z',
  answeredAt: '2026-11-22T10:00:05.000Z',
  pbxCallId: 'asterisk:1',
  held: false,
}
const save = async (tab: Browser, instance: string, dialogs: SavedDialog[]): Promise<void> => {
  const answer = await tab.send('PUT', '/api/phone/dialogs', { body: { instance, dialogs } })
  expect(answer.status).toBe(200)
}
const find = async (tab: Browser): Promise<unknown> => (await tab.send('GET', '/api/phone/dialogs')).json()
const nothing = { instance: '', dialogs: [], quietMs: 0 }

it('what an operator talks on is known to his own sessions alone, stands in no journal and no log, and expires', async () => {
  const { login } = await edge.addUser('operator')
  const [page, later] = [await edge.signIn(login), await edge.signIn(login)]
  const colleague = await edge.as('operator')
  await save(page, 'office', [dialog])
  expect(await find(later)).toMatchObject({ instance: 'office', dialogs: [dialog] })
  expect(await find(colleague)).toEqual(nothing)
  // another browser that talks on nothing says nothing about this one
  await save(later, 'home', [])
  expect(await find(page)).toMatchObject({ dialogs: [dialog] })

  const { rows } = await edge.deps.store.repositories.knex.raw(
    `select 1 from journal where data::text like '%secret-%' union all select 1 from audit where details::text like '%secret-%'`,
  )
  expect(rows).toEqual([])
  expect(logged.length).toBeGreaterThan(0)
  expect(logged.join('')).not.toContain('secret-')

  edge.advance(601_000)
  expect(await find(later)).toEqual(nothing)
  await save(page, 'office', [dialog])
  await save(page, 'office', [])
  expect(await find(later)).toEqual(nothing)
})
