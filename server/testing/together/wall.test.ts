import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { routes, type Route } from '#contracts/http.ts'
import { may } from '#contracts/permission.ts'
import { Shutdown } from '#contracts/shutdown.ts'
import { Task } from '#contracts/task.ts'
import { openBoard, type Board } from './board.ts'
import { addHouse } from '#server/testing/samples/houses.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { burstIn } from '#server/testing/samples/shutdowns.ts'

/** Written in several ways into everything that can be written; a wall may show it in none. */
const written = ['+7 922 765-43-21', '89227654321', '8 (922) 7654321']
const tail = '7654321'
const name = 'Ильина'
let edge: TestEdge
let dispatcher: Browser
let viewer: Browser
let wall: Board
let late: Board | undefined
let task: Task
let shutdown: Shutdown

const send = async (method: string, path: string, body: unknown): Promise<unknown> => {
  const answer = await dispatcher.send(method, path, { body })
  expect([path, answer.status, answer.status === 200 ? '' : await answer.clone().text()]).toEqual([
    path,
    200,
    '',
  ])
  return answer.json()
}
const text = (what: string): string => `${what} ${written.join(', ')}`
const bare = (value: unknown): string => JSON.stringify(value).replaceAll(/[^\p{L}\p{Nd}]/gu, '')

beforeAll(async () => {
  edge = await startEdge()
  dispatcher = await edge.as('dispatcher')
  viewer = await edge.as('viewer')
  wall = openBoard(edge.origin, viewer)
  await vi.waitFor(() => expect(wall.answers.length).toBeGreaterThan(0))

  const made = Task.parse(
    await send('POST', '/api/tasks', {
      place: text('подвал'),
      text: text('Звонить'),
      applicantName: name,
      applicantPhone: written[0],
    }),
  )
  const at = edge.deps.now().toISOString()
  const handover = { script: 'gas', service: '104', takenBy: name, number: written[1], at }
  const over = Task.parse(await send('POST', `/api/tasks/${made.id}/handover`, handover))
  const registered = Task.parse(
    await send('POST', `/api/tasks/${made.id}/register`, { version: over.version, fields: {} }),
  )
  task = Task.parse(
    await send('POST', `/api/tasks/${made.id}/move`, {
      version: registered.version,
      to: 'accepted',
      note: text(name),
    }),
  )
  const houseId = await addHouse(edge.deps.store, { street: 'Стенная', number: '1' })
  const fields = burstIn([houseId], {
    cause: text('Порыв'),
    text: text('Мастер'),
    responsible: text('Мастер'),
  })
  const begun = Shutdown.parse(
    await send('POST', '/api/shutdowns', {
      key: crypto.randomUUID(),
      fields,
      suggestionId: null,
      taskIds: [made.id],
    }),
  )
  const term = { version: begun.version, plannedEnd: '2030-11-22T13:30:00.000Z', reason: text('Ждём') }
  shutdown = Shutdown.parse(await send('POST', `/api/shutdowns/${begun.id}/term`, term))
  await send('POST', '/api/operator/state', {
    to: 'paused',
    reason: 'break',
    note: text(name),
    confirmed: true,
  })
})
afterAll(async () => {
  wall.close()
  late?.close()
  await edge.stop()
})

const readable = Object.entries<Route>(routes).filter(
  ([, { method, access }]) =>
    method === 'GET' && (access === 'public' || access === 'signedIn' || may('viewer', access)),
)

it.each(readable)('%s tells a wall no number and no name', async (_name, { path }) => {
  const id = path.startsWith('/api/shutdowns') ? shutdown.id : task.id
  const query = path.endsWith('/daily')
    ? `?date=${shutdown.startsAt.slice(0, 10)}`
    : path.endsWith('/hours')
      ? '?month=2026-11'
      : ''
  const shown: unknown = await (await viewer.send('GET', path.replace(':id', String(id)) + query)).json()
  expect(shown).not.toHaveProperty('code')
  expect(bare(shown)).not.toContain(tail)
  expect(bare(shown)).not.toContain(name)
})

it('colleagues read them as before', async () => {
  for (const path of [`/api/tasks/${task.id}`, `/api/shutdowns/${shutdown.id}`])
    expect(bare(await (await dispatcher.send('GET', path)).json())).toContain(tail)
})

it('a wall is pushed, replayed and shown from the beginning no number and no name', async () => {
  await vi.waitFor(
    () => expect(wall.state.shutdowns.get(shutdown.id)?.version).toBe(shutdown.version),
    15_000,
  )
  late = openBoard(edge.origin, viewer)
  await vi.waitFor(() => expect(late?.state.shutdowns.get(shutdown.id)).toBeDefined())
  const told = { frames: wall.frames, answers: [wall.answers, late.answers], live: [wall.live, late.live] }
  expect(bare(told)).not.toContain(tail)
  expect(bare(told)).not.toContain(name)
  expect(bare(wall.frames)).toContain('Порыв')
})

it.each(['/api/tasks', '/api/shutdowns'])('%s is not found by a number that is not shown', async (path) => {
  const found = async (who: Browser): Promise<string> =>
    (await who.send('GET', `${path}?search=${encodeURIComponent(written[1] ?? '')}`)).text()
  expect(await found(viewer)).not.toContain('"id":')
  expect(await found(dispatcher)).toContain('"id":')
})
