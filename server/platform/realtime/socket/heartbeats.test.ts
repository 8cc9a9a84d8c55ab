import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Heartbeat } from '#contracts/operator-state.ts'
import { openBoard } from '#server/testing/edge/board.ts'
import { startEdge, type TestEdge } from '#server/testing/edge/edge.ts'

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
  const boards = [openBoard(edge.origin, operator), openBoard(edge.origin, viewer)] as const
  await vi.waitFor(() => expect(boards.every((board) => board.isConnected)).toBe(true))
  boards[1].socket.emit('heartbeat', fine)
  boards[0].socket.emit('heartbeat', { microphone: 'x' } as never)
  boards[0].socket.emit('heartbeat', fine)
  await vi.waitFor(async () =>
    expect(await rows()).toMatchObject([{ user_id: operator.user?.id, microphone: 'live' }]),
  )
  const [first] = await rows()
  // what is news is written at once, what is not, is not
  boards[0].socket.emit('heartbeat', fine)
  boards[0].socket.emit('heartbeat', { ...fine, microphone: 'off' })
  await vi.waitFor(async () => expect((await rows())[0]?.microphone).toBe('off'))
  expect((await rows())[0]?.at.getTime()).toBeGreaterThan(first?.at.getTime() ?? 0)
  expect(await rows()).toHaveLength(1)
  for (const board of boards) board.close()
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
