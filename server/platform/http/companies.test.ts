import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { routes, type Route, type RouteName } from '#contracts/http.ts'
import { limitableRoles, permissionsOf } from '#contracts/permission.ts'
import { entityKinds, plural } from '#contracts/pushed.ts'
import { localDay } from '#domain/house/local-day.ts'
import { fileRoutes } from '#server/features.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { roomOf, sightOf } from '#server/platform/realtime/push/rooms.ts'
import { takeSnapshot } from '#server/features/board/take-snapshot.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { openSocket } from '#server/testing/edge/open-socket.ts'
import { abandoned, batchOf, tell } from '#server/testing/samples/call-stories.ts'
import { addCompany, firstCompany, giveHouse } from '#server/testing/samples/companies.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'

/** The border of a company: who is limited to one learns nothing of the others, by whichever way he asks. */
let edge: TestEdge
let admin: Browser
let own: Its
let other: Its
let nobodys: Its
const limited: Browser[] = []

/** What there is of one company. Its words stand in every text of it and nowhere else. */
interface Its {
  word: string
  companyId: number | null
  houseId: number
  taskId: number
  callId: string
  shutdownId: number
  phone: string
}

async function things(word: string, companyId: number | null, phone: string): Promise<Its> {
  const { store } = edge.deps
  const houseId = await addHouse(store, { street: word, number: '1' })
  if (companyId !== null) await giveHouse(store, houseId, companyId)
  const flat = await addFlat(store, houseId, '1')
  await addResident(store, flat, { name: `Житель ${word}`, phone })
  const events = tell(abandoned(phone, 'op-x'), { callId: `call-${phone}`, begins: new Date().toISOString() })
  await receiveCallEvents(edge.deps, batchOf(events))
  const post = async (path: string, body: object): Promise<{ id: number; version: number }> => {
    const answer = await admin.send('POST', path, { body })
    expect([path, answer.status]).toEqual([path, 200])
    return (await answer.json()) as { id: number; version: number }
  }
  const draft = await post('/api/tasks', { ...flat, text: `Течёт ${word}`, applicantPhone: phone })
  await post(`/api/tasks/${draft.id}/register`, { version: draft.version, fields: {} })
  const shutdown = await post('/api/shutdowns', {
    key: randomUUID(),
    taskIds: [],
    suggestionId: null,
    fields: {
      kind: 'emergency',
      services: ['hotWater'],
      cause: `Причина ${word}`,
      text: '',
      organisationId: null,
      responsible: '',
      startsAt: new Date().toISOString(),
      plannedEnd: null,
      houses: [{ houseId, via: 'house', entrances: null }],
    },
  })
  const callId = `embedded:call-${phone}`
  return { word, companyId, houseId, taskId: draft.id, callId, shutdownId: shutdown.id, phone }
}

beforeAll(async () => {
  edge = await startEdge()
  admin = await edge.as('admin')
  const first = await firstCompany(edge.deps.store)
  const second = await addCompany(edge.deps.store, { name: 'Чужая контора', shortName: 'Чужая' })
  own = await things('Своиславская', first, '+79221111111')
  other = await things('Чужедальняя', second, '+79222222222')
  nobodys = await things('Ничейновская', null, '+79223333333')
  for (const role of limitableRoles) {
    const { id, login } = await edge.addUser(role)
    const answer = await admin.send('PUT', `/api/company-users/${id}`, { body: { companyIds: [first] } })
    expect(answer.status).toBe(200)
    limited.push(await edge.signIn(login))
  }
})
afterAll(() => edge.stop())

/** Anything by which another company, or what is nobody's, would be known. */
const foreign = (): RegExp =>
  new RegExp([other, nobodys].flatMap(({ word, phone }) => [word, phone.slice(-7)]).join('|') + '|Чужая')
const idsOf = (its: Its): (string | number)[] => [its.taskId, its.callId, its.shutdownId, its.houseId, 0]
/** As the organisation's calendar has it. */
const today = localDay(new Date(), 'Asia/Yekaterinburg')
const queries = (its: Its): string[] => [
  '',
  `?limit=200`,
  `?search=${encodeURIComponent(its.word)}`,
  `?search=${encodeURIComponent(its.phone)}`,
  `?search=${its.phone.slice(-6)}`,
  `?houseId=${its.houseId}`,
  `?companyId=${its.companyId ?? 1}`,
  `?status=draft&limit=200`,
  `?status=callback&limit=200`,
  `?date=${today}`,
  `?month=${today.slice(0, 7)}`,
]
const paths = (path: string): string[] =>
  [own, other, nobodys].flatMap((its) =>
    path.includes(':')
      ? idsOf(its).map((id) => path.replace(/:\w+/g, encodeURIComponent(id)))
      : queries(its).map((query) => path + query),
  )

describe('who is limited to a company', () => {
  const asked = (Object.entries(routes) as [RouteName, Route][]).filter(
    ([, { access }]) => access !== 'public',
  )
  it.each(asked)('learns of no other one by %s', async (name, { method, path }) => {
    // signing out is the end of who asks
    if (name === 'signOut') return
    for (const who of limited) {
      const ask = async (one: string): Promise<Response> =>
        who.send(method, one, method === 'GET' ? {} : { body: {} })
      // who lacks the permission is refused before what he asks for is looked at (routes.test.ts)
      const [first = path] = paths(path)
      const isRefused = (await ask(first)).status === 403
      expect([name, method === 'GET' || isRefused]).toEqual([name, true])
      for (const one of isRefused ? [] : paths(path)) {
        const text = await (await ask(one)).text()
        expect([one, foreign().exec(text)?.[0]]).toEqual([one, undefined])
      }
    }
  })

  it.each(fileRoutes.map(({ method, path }) => [method, path] as const))(
    'is served no file of another one by %s %s',
    async (method, path) => {
      for (const who of limited)
        for (const its of [other, nobodys])
          for (const id of idsOf(its)) {
            const answer = await who.send(method, path.replace(/:\w+/, encodeURIComponent(id)))
            expect([path, id, answer.status >= 400]).toEqual([path, id, true])
            expect(await answer.text()).not.toMatch(foreign())
          }
    },
  )

  it('reads what is of his own', async () => {
    const [manager] = limited
    const read = async (path: string): Promise<string> => (await manager?.send('GET', path))?.text() ?? ''
    for (const path of [
      '/api/tasks',
      `/api/tasks/${own.taskId}`,
      `/api/tasks?search=${encodeURIComponent(own.word)}`,
      '/api/shutdowns',
      `/api/shutdowns/${own.shutdownId}`,
      `/api/reports/shutdowns/daily?date=${today}`,
      `/api/reports/shutdowns/hours?month=${today.slice(0, 7)}`,
    ])
      expect([path, (await read(path)).includes(own.word)]).toEqual([path, true])
    for (const path of ['/api/calls', `/api/calls/${encodeURIComponent(own.callId)}`])
      expect([path, (await read(path)).includes(own.phone)]).toEqual([path, true])
  })

  it('asks for one of another as for one that is not there', async () => {
    for (const who of limited)
      for (const path of [`/api/tasks/${other.taskId}`, '/api/tasks/987654']) {
        const answer = await who.send('GET', path)
        expect([answer.status, await answer.json()]).toEqual([
          404,
          expect.objectContaining({ code: 'notFound' }),
        ])
      }
  })

  it('changes nothing, whatever his role may', () => {
    expect(permissionsOf('supervisor', [1])).toEqual([
      'board.see',
      'call.log',
      'recording.hear',
      'number.see',
    ])
    expect(permissionsOf('viewer', [1])).toEqual(['board.see'])
  })
})

describe('what is pushed to him', () => {
  const rooms = () =>
    limitableRoles.map((role) => roomOf(permissionsOf(role, [own.companyId ?? 0]), [own.companyId ?? 0]))

  it('is of every entry of the journal what is of his own', async () => {
    const entries = await edge.deps.store.repositories.journal.after(0, 1000)
    const kinds = new Set(entries.map(({ data }) => data.type))
    expect([...kinds]).toEqual(expect.arrayContaining(['call.changed', 'task.changed', 'shutdown.changed']))
    for (const room of rooms()) {
      const text = JSON.stringify(sightOf(room).entries(entries))
      expect(text).not.toMatch(foreign())
      expect(text).toContain(own.word)
    }
  })

  it('is of the snapshot what is of his own, kind by kind', async () => {
    const snapshot = await takeSnapshot(edge.deps)
    for (const room of rooms()) {
      const seen = sightOf(room).snapshot(snapshot)
      expect(JSON.stringify(seen)).not.toMatch(foreign())
      expect(entityKinds.filter((kind) => seen[plural(kind)].length > 0)).toEqual(
        expect.arrayContaining(['call', 'task', 'shutdown', 'company']),
      )
      expect(seen.suggestions).toEqual([])
      expect(seen.tasks.map(({ id }) => id)).toContain(own.taskId)
      expect(seen.shutdowns.map(({ id }) => id)).toEqual([own.shutdownId])
      expect(seen.companies.map(({ id }) => id)).toEqual([own.companyId])
    }
  })

  it('is of who works and who waits nothing', async () => {
    const operator = { sipUsername: 'op-1', userId: 1, name: 'Анна', state: 'talking', since: '' } as const
    const pbx = { kind: 'embedded', state: 'up', since: '' } as const
    const watchers = [{ taskId: other.taskId, userId: 1, name: 'Анна', isEditing: false }]
    for (const room of rooms())
      expect(sightOf(room).live({ operators: [operator], pbx, waiting: 3, watchers })).toEqual({
        operators: [],
        pbx,
        waiting: 0,
      })
  })

  it('comes so by a socket too: a snapshot, a replay, and what happens meanwhile', async () => {
    for (const [n, who] of limited.entries()) {
      const socket = openSocket(edge.origin, who)
      const heard: string[] = []
      socket.onAny((event: string, data: unknown) => heard.push(event + JSON.stringify(data)))
      for (const seq of [null, 0]) heard.push(JSON.stringify(await socket.emitWithAck('resume', { seq })))
      await things(`${other.word}-${n}`, other.companyId, `+7922222224${n}`)
      await things(`${own.word}-${n}`, own.companyId, `+7922111114${n}`)
      await vi.waitFor(() => expect(heard.join()).toContain(`Течёт ${own.word}-${n}`))
      expect(heard.some((one) => one.startsWith('journal'))).toBe(true)
      expect(heard.join()).not.toMatch(foreign())
      socket.close()
    }
  })

  it('ends with his sessions when his companies change', async () => {
    const { id, login } = await edge.addUser('supervisor')
    const before = await edge.signIn(login)
    expect((await before.send('GET', '/api/tasks')).status).toBe(200)
    await admin.send('PUT', `/api/company-users/${id}`, { body: { companyIds: [other.companyId] } })
    expect((await before.send('GET', '/api/tasks')).status).toBe(401)
  })
})
