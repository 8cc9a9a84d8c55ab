import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { LiveState } from '#contracts/journal.ts'
import type { Heartbeat } from '#contracts/operator-state.ts'
import { startEdge, type TestEdge } from '#server/testing/edge/edge.ts'
import { openSocket } from '#server/testing/edge/open-socket.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

const rows = (): Promise<{ user_id: number; microphone: string; at: Date }[]> =>
  edge.database.knex('operator_heartbeats').select('*')
const fine: Heartbeat = { microphone: 'live', phone: 'registered' }

it('of an operator’s page is kept; nonsense and other roles are not', async () => {
  const [operator, viewer] = [await edge.as('operator'), await edge.as('viewer')]
  const sockets = [openSocket(edge.origin, operator), openSocket(edge.origin, viewer)] as const
  await vi.waitFor(() => expect(sockets.every(({ connected }) => connected)).toBe(true))
  sockets[1].emit('heartbeat', fine)
  sockets[0].emit('heartbeat', { microphone: 'x' } as never)
  sockets[0].emit('heartbeat', fine)
  await vi.waitFor(async () =>
    expect(await rows()).toMatchObject([{ user_id: operator.user?.id, microphone: 'live' }]),
  )
  const [first] = await rows()
  // what is news is written at once, what is not, is not
  sockets[0].emit('heartbeat', fine)
  sockets[0].emit('heartbeat', { ...fine, microphone: 'off' })
  await vi.waitFor(async () => expect((await rows())[0]?.microphone).toBe('off'))
  expect((await rows())[0]?.at.getTime()).toBeGreaterThan(first?.at.getTime() ?? 0)
  expect(await rows()).toHaveLength(1)
  for (const socket of sockets) socket.disconnect()
})

it('is taken by a process that says so every second', async () => {
  const processes = () => edge.database.knex('web_processes').select('at')
  const [before] = await vi.waitFor(async () => {
    const found = await processes()
    expect(found).toHaveLength(1)
    return found
  })
  await vi.waitFor(async () => expect((await processes())[0].at > before.at).toBe(true))
})

it('which task a page has open is live state: seen by all, changed at once, gone with the page', async () => {
  const [operator, viewer] = [await edge.as('operator'), await edge.as('viewer')]
  const [page, wall] = [openSocket(edge.origin, operator), openSocket(edge.origin, viewer)]
  let seen: LiveState['watchers']
  wall.on('live', (live) => {
    seen = live.watchers ?? []
  })
  await vi.waitFor(() => expect(page.connected && wall.connected).toBe(true))
  wall.emit('resume', { seq: null }, () => undefined)
  page.emit('watching', { taskId: 'x' } as never)
  page.emit('watching', { taskId: 7, isEditing: false })
  const watcher = { taskId: 7, userId: operator.user?.id, name: expect.any(String), isEditing: false }
  await vi.waitFor(() => expect(seen).toEqual([watcher]))
  page.emit('watching', { taskId: 7, isEditing: true })
  await vi.waitFor(() => expect(seen).toEqual([{ ...watcher, isEditing: true }]))
  page.emit('watching', null)
  await vi.waitFor(() => expect(seen).toEqual([]))
  page.emit('watching', { taskId: 8, isEditing: false })
  await vi.waitFor(() => expect(seen).toMatchObject([{ taskId: 8 }]))
  page.disconnect()
  await vi.waitFor(() => expect(seen).toEqual([]))
  expect(await edge.database.knex('journal').where('data', '@>', '{"taskId":8}')).toEqual([])
  wall.disconnect()
})
