import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Shutdown } from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { openBoard, type Board } from './board.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { burstIn } from '#server/testing/samples/shutdowns.ts'

let edge: TestEdge
let dispatcher: Browser
let operator: Browser
let house: number
const boards: Board[] = []
beforeAll(async () => {
  edge = await startEdge()
  dispatcher = await edge.as('dispatcher')
  operator = await edge.as('operator')
  house = await addHouse(edge.deps.store, { street: 'Республики', number: '5' })
})
afterEach(() => {
  for (const board of boards.splice(0)) board.close()
})
afterAll(() => edge.stop())

async function open(tab: Browser): Promise<Board> {
  const board = openBoard(edge.origin, tab)
  boards.push(board)
  await vi.waitFor(() => expect(board.state.seq).not.toBeNull())
  return board
}
const post = async (tab: Browser, path: string, body: object): Promise<unknown> => {
  const answer = await tab.send('POST', path, { body })
  expect(answer.status).toBe(200)
  return answer.json()
}
const create = async (): Promise<Shutdown> => {
  const body = { key: randomUUID(), fields: burstIn([house]), suggestionId: null, taskIds: [] }
  return Shutdown.parse(await post(dispatcher, '/api/shutdowns', body))
}
const shows = (board: Board, shutdown: Shutdown) =>
  vi.waitFor(() => expect(board.state.shutdowns.get(shutdown.id)).toEqual(shutdown))

it('what one dispatcher creates, moves and ends stands on every board, also on a wall', async () => {
  const all = [await open(dispatcher), await open(operator), await open(await edge.as('viewer'))]
  const made = await create()
  for (const board of all) await shows(board, made)
  const term = { version: made.version, plannedEnd: '2030-11-22T13:30:00.000Z', reason: '' }
  const moved = Shutdown.parse(await post(dispatcher, `/api/shutdowns/${made.id}/term`, term))
  for (const board of all) await shows(board, moved)
  const end = { endedAt: edge.deps.now().toISOString(), note: '', askCallers: true, closeTasks: true }
  const ended = Shutdown.parse(
    await post(dispatcher, `/api/shutdowns/${made.id}/end`, { version: moved.version, ...end }),
  )
  for (const board of all) await shows(board, ended)
  expect(ended).toMatchObject({ status: 'restored', shifts: 1, version: 3 })
})

it('who joins counts up everywhere without pushing the whole; who comes later sees it too', async () => {
  const made = await create()
  const wall = await open(await edge.as('viewer'))
  await shows(wall, made)
  for (const count of [1, 2, 3]) {
    const draft = Task.parse(await post(operator, '/api/tasks', { place: 'Двор' }))
    await post(operator, `/api/tasks/${draft.id}/join-shutdown`, { shutdownId: made.id, wantsNotice: false })
    await shows(wall, { ...made, callerCount: count })
  }
  const kinds = wall.frames.flatMap(({ entries }) => entries).map(({ data }) => data.type)
  expect(kinds.filter((kind) => kind === 'shutdown.called')).toHaveLength(3)
  expect(kinds).not.toContain('shutdown.changed')
  await shows(await open(dispatcher), { ...made, callerCount: 3 })
})

it('two who change it at once learn of each other', async () => {
  const made = await create()
  const change = (text: string) =>
    dispatcher.send('PATCH', `/api/shutdowns/${made.id}`, {
      body: { version: made.version, fields: { text } },
    })
  const answers = await Promise.all([change('Первый'), change('Второй')])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const lost = answers.find(({ status }) => status === 409)
  expect(await lost?.json()).toMatchObject({ code: 'conflict', details: { current: 2 } })
})
