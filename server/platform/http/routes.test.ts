import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '#contracts/error.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import { routes, type Route, type RouteName } from '#contracts/http.ts'
import { may, Role } from '#contracts/permission.ts'
import { defaultSettings } from '#contracts/settings.ts'
import { fileRoutes } from '#server/features.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { addFlat, addHouse } from '#server/testing/samples/houses.ts'
import { password, startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import type { Case, Sent } from '#server/testing/route-cases/case.ts'
import { consentCases } from '#server/testing/route-cases/consents.ts'
import { exampleCases } from '#server/testing/route-cases/examples.ts'
import { companyCases } from '#server/testing/route-cases/companies.ts'
import { houseCases } from '#server/testing/route-cases/houses.ts'
import { importCases } from '#server/testing/route-cases/imports.ts'
import { lineCases } from '#server/testing/route-cases/lines.ts'
import { shutdownCases } from '#server/testing/route-cases/shutdowns.ts'
import { trunkCases } from '#server/testing/route-cases/trunks.ts'

let edge: TestEdge
const people = new Map<Role, Browser>()
const names = Object.keys(routes) as RouteName[]
const routeOf = (name: RouteName): Route => routes[name]

beforeAll(async () => {
  edge = await startEdge()
  for (const role of Role.options) people.set(role, await edge.as(role))
  await receiveCallEvents(edge.deps, {
    source: 'embedded',
    cursor: { inode: '1', offset: 100 },
    events: [
      {
        source: 'embedded',
        position: '1:0',
        at: '2026-11-22T10:00:00.000Z',
        callId: 'known',
        legId: 'l',
        type: 'call.arrived',
        from: '+79220000001',
        displayName: 'Анна',
        to: '112',
      },
      {
        source: 'embedded',
        position: '1:1',
        at: '2026-11-22T10:00:01.000Z',
        callId: 'known',
        legId: 'o',
        type: 'leg.offered',
        operator: people.get('operator')?.user?.sipUsername ?? 'none',
      },
      {
        source: 'embedded',
        position: '1:2',
        at: '2026-11-22T10:00:02.000Z',
        callId: 'ours',
        legId: 'd',
        type: 'call.dialled',
        operator: people.get('operator')?.user?.sipUsername ?? 'none',
        to: '+79220000003',
      },
    ],
  })
})
afterAll(() => edge.stop())

const send = (name: RouteName, who: Browser, { params = {}, query = '', body }: Sent): Promise<Response> => {
  const path = routeOf(name).path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(params[key] ?? '1'),
  )
  return who.send(routeOf(name).method, path + query, body === undefined ? {} : { body })
}
const person = (role: Role): Browser => people.get(role) ?? edge.anonymous

const draft = async (admin: Browser): Promise<{ params: { id: string }; version: number; id: number }> => {
  const answer = await admin.send('POST', '/api/tasks', { body: { text: 'Нет света', place: 'подъезд 2' } })
  const { id, version } = (await answer.json()) as { id: number; version: number }
  return { params: { id: String(id) }, version, id }
}
const registered = async (
  admin: Browser,
): Promise<{ params: { id: string }; version: number; id: number }> => {
  const { params, version } = await draft(admin)
  const answer = await send('registerTask', admin, { params, body: { version, fields: {} } })
  expect(answer.status).toBe(200)
  const task = (await answer.json()) as { id: number; version: number }
  return { params, version: task.version, id: task.id }
}

/** A call that nobody answered. */
let missed = 0
const callback = async (): Promise<{ params: { id: string } }> => {
  missed += 1
  const one = { source: 'embedded', at: '2026-11-22T10:00:00.000Z', callId: `missed-${missed}` }
  const [position, end] = [`1:${missed}0000`, `1:${missed}0001`]
  const from = `+7922000${String(missed).padStart(4, '0')}`
  const events: CallEvent[] = [
    { ...one, position, legId: 'l', type: 'call.arrived', from, displayName: '', to: '112' },
    { ...one, position: end, type: 'call.ended', endedBy: 'caller', cause: 'cancelled' },
  ]
  await receiveCallEvents(edge.deps, {
    source: 'embedded',
    cursor: { inode: '1', offset: missed * 10_000 + 1 },
    events,
  })
  const [task] = await edge.deps.store.repositories.tasks.ofCalls([`embedded:${one.callId}`])
  return { params: { id: String(task?.id) } }
}

let waiting = 0
const waitingCall = async (): Promise<string> => {
  waiting += 1
  const one = { source: 'embedded', at: '2026-11-22T10:00:00.000Z', callId: `waiting-${waiting}` }
  const [position, next] = [`2:${waiting}0000`, `2:${waiting}0001`]
  await receiveCallEvents(edge.deps, {
    source: 'embedded',
    cursor: { inode: '2', offset: waiting * 10_000 + 1 },
    events: [
      { ...one, position, legId: 'l', type: 'call.arrived', from: '', displayName: '', to: '112' },
      { ...one, position: next, type: 'call.queued', queue: 'dispatch' },
    ],
  })
  return `embedded:${one.callId}`
}

const call = { params: { id: 'embedded:known' } }
const quality = {
  from: '2026-11-22T10:00:02.000Z',
  to: '2026-11-22T10:01:00.000Z',
  inbound: { lossPercent: 0.5, jitterMs: 12 },
  outbound: { lossPercent: null, jitterMs: null },
  roundTripMs: 40,
  mos: 4.2,
  worstMos: 3.9,
  unheardCallerSeconds: 0,
  unheardOperatorSeconds: 4,
}
const noCall = { params: { id: 'embedded:none' } }
const noTask = { params: { id: '987654' } }
const badId = { params: { id: 'x' } }
const handover = {
  script: 'gas',
  service: '104',
  takenBy: 'Петрова',
  number: '17',
  at: '2026-11-22T10:05:00.000Z',
}
const cases: Record<RouteName, Case> = {
  ...exampleCases,
  ...importCases(() => edge),
  ...lineCases(),
  ...shutdownCases(() => edge),
  ...consentCases(() => edge),
  ...houseCases(() => edge),
  ...trunkCases(() => edge),
  ...companyCases(() => edge),
  publicSettings: { done: async () => ({}) },
  signIn: {
    bad: { body: { login: '' } },
    done: async () => ({ body: { login: (await edge.addUser('viewer')).login, password } }),
  },
  signOut: { done: async () => ({}) },
  me: { done: async () => ({}) },
  phoneCredentials: { done: async () => ({}) },
  savePhoneDialogs: {
    bad: { body: { instance: '', dialogs: 1 } },
    done: async () => ({ body: { instance: 'browser', dialogs: [] } }),
    by: 'operator',
  },
  closePhonePage: { done: async () => ({}), by: 'operator' },
  findPhoneDialogs: { done: async () => ({}), by: 'operator' },
  listPauseReasons: { done: async () => ({}) },
  setOperatorState: {
    bad: { body: { to: 'asleep' } },
    done: async () => ({ body: { to: 'paused', reason: 'break', confirmed: true } }),
  },
  callerCredentials: {
    bad: { body: { number: 7 } },
    done: async () => ({ body: { number: '+79220000002', name: 'Борис' } }),
  },
  listCalls: { bad: { query: '?limit=0&result=x' }, done: async () => ({ query: '?limit=5' }) },
  getCall: { bad: { params: { id: 'x'.repeat(161) } }, gone: noCall, done: async () => call },
  getCallerCard: { bad: { params: { id: 'x'.repeat(161) } }, gone: noCall, done: async () => call },
  getPlaceCard: {
    bad: { query: '?houseId=x' },
    done: async () => {
      const houseId = await addHouse(edge.deps.store, { street: 'Продиктованная', number: '1' })
      return { query: `?houseId=${houseId}` }
    },
  },
  takeCall: {
    bad: { params: { id: 'x'.repeat(161) } },
    gone: noCall,
    done: async () => ({ params: { id: await waitingCall() } }),
    by: 'operator',
  },
  wrapUpCall: {
    bad: { ...call, body: { code: 'nap' } },
    gone: { ...noCall, body: { code: 'advice' } },
    done: async () => ({ params: { id: 'embedded:ours' }, body: { code: 'advice' } }),
    by: 'operator',
  },
  confirmCallNumber: { bad: { params: { id: 'x'.repeat(161) } }, gone: noCall, done: async () => call },
  reportCallQuality: {
    bad: { ...call, body: { ...quality, mos: 7 } },
    gone: { ...noCall, body: quality },
    done: async () => ({ ...call, body: quality }),
    by: 'operator',
  },
  listTasks: { bad: { query: '?status=lost' }, done: async () => ({ query: '?status=draft' }) },
  getTask: { bad: badId, gone: noTask, done: draft },
  addTask: { bad: { body: { houseId: 'x' } }, done: async () => ({ body: { text: 'Засор' } }) },
  saveDraft: {
    bad: { ...badId, body: {} },
    gone: { ...noTask, body: { version: 1, fields: {} } },
    done: async (admin) => {
      const { params, version } = await draft(admin)
      return { params, body: { version, fields: { text: 'Засор' } } }
    },
  },
  registerTask: {
    bad: { ...badId, body: { version: 1.5 } },
    gone: { ...noTask, body: { version: 1, fields: { text: 'x', place: 'y' } } },
    done: async (admin) => {
      const { params, version } = await draft(admin)
      return { params, body: { version, fields: {} } }
    },
  },
  joinTask: {
    bad: { params: { id: '1' }, body: { into: -1 } },
    gone: { ...noTask, body: { into: 1 } },
    done: async (admin) => {
      const into = await registered(admin)
      const { params } = await draft(admin)
      return { params, body: { into: into.id } }
    },
  },
  undoJoin: {
    bad: badId,
    gone: noTask,
    done: async (admin) => {
      const into = await registered(admin)
      const { params } = await draft(admin)
      await admin.send('POST', `/api/tasks/${params.id}/join`, { body: { into: into.id } })
      return { params }
    },
  },
  moveTask: {
    bad: { params: { id: '1' }, body: { version: 1, to: 'lost' } },
    gone: { ...noTask, body: { version: 1, to: 'accepted' } },
    done: async (admin) => {
      const { params, version } = await registered(admin)
      return { params, body: { version, to: 'accepted' } }
    },
  },
  discardDraft: {
    bad: { params: { id: '1' }, body: { reason: ' a ' } },
    gone: { ...noTask, body: { reason: 'ошиблись номером' } },
    done: async (admin) => ({ params: (await draft(admin)).params, body: { reason: 'ошиблись номером' } }),
  },
  listDiscardedCallbacks: { done: async () => ({}) },
  claimCallback: {
    bad: { params: { id: '1' }, body: { reason: 'x' } },
    gone: { ...noTask, body: {} },
    done: async () => ({ ...(await callback()), body: {} }),
  },
  keepClaim: { bad: badId, gone: noTask, done: callback },
  releaseCallback: { bad: badId, gone: noTask, done: callback },
  tellApplicant: {
    bad: { params: { id: '1' }, body: { parts: ['weather'] } },
    gone: { ...noTask, body: { parts: ['number'] } },
    done: async (admin) => ({
      params: (await registered(admin)).params,
      body: { parts: ['number', 'term'] },
    }),
  },
  recordHandover: {
    bad: { params: { id: '1' }, body: { script: 'gas', service: '104' } },
    gone: { ...noTask, body: handover },
    done: async (admin) => ({ params: (await draft(admin)).params, body: handover }),
  },
  dismissDanger: {
    bad: { params: { id: '1' }, body: { danger: 'gas', reason: '' } },
    gone: { ...noTask, body: { danger: 'gas', reason: 'пахнет краской' } },
    done: async (admin) => ({
      params: (await draft(admin)).params,
      body: { danger: 'gas', reason: 'пахнет краской' },
    }),
  },
  rememberNumber: {
    bad: badId,
    gone: noTask,
    done: async (admin) => {
      const houseId = await addHouse(edge.deps.store, { street: 'Запоминания', number: '1' })
      const flat = await addFlat(edge.deps.store, houseId, '7')
      const answer = await admin.send('POST', '/api/tasks', {
        body: { ...flat, applicantPhone: '+79220000777' },
      })
      return { params: { id: String(((await answer.json()) as { id: number }).id) } }
    },
  },
  searchAddresses: { bad: { query: '?search=' }, done: async () => ({ query: '?search=респ%205' }) },
  listProblemChoices: { done: async () => ({}) },
  getSettings: { done: async () => ({}) },
  getSpeech: { done: async () => ({}) },
  getMusic: { done: async () => ({}) },
  changeSettings: {
    bad: { body: { version: 1, changes: { name: '', sip_server: 'http://x' } } },
    done: async (admin) => {
      const { version } = (await (await send('getSettings', admin, {})).json()) as { version: number }
      return { body: { version, changes: { city: defaultSettings.city } } }
    },
  },
}

const guardedNames = names.filter((name) => routeOf(name).access !== 'public')

describe('nobody signed in', () => {
  it.each(guardedNames)('%s answers 401', async (name) => {
    const answer = await send(name, edge.anonymous, cases[name].bad ?? {})
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'notSignedIn', requestId: expect.any(String) })
  })
})

describe('a role without the permission', () => {
  const denied = guardedNames.flatMap((name) => {
    const { access } = routeOf(name)
    if (access === 'public' || access === 'signedIn') return []
    return Role.options.filter((role) => !may(role, access)).map((role) => [name, role, access] as const)
  })
  it.each(denied)('%s is denied to %s', async (name, role, permission) => {
    // what would be right or wrong in the request is not looked at, and nothing is told of it
    for (const sent of [cases[name].bad ?? {}, cases[name].gone ?? {}]) {
      const answer = await send(name, person(role), sent)
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'notAllowed', details: { permission } })
    }
  })
})

describe('a file', () => {
  const files = fileRoutes.map(({ method, path, access }) => [method.toUpperCase(), path, access] as const)
  it.each(files)('%s %s is for exactly the roles that hold %s', async (method, path, permission) => {
    const ask = (who: Browser): Promise<Response> => who.send(method, path.replace(':id', '987654'))
    expect((await ask(edge.anonymous)).status).toBe(401)
    for (const role of Role.options) {
      const answer = await ask(person(role))
      const isRefused =
        answer.status === 403 && (await answer.text()).includes(`"permission":"${permission}"`)
      expect([role, isRefused]).toEqual([role, !may(role, permission)])
    }
  })
})

describe('bad input', () => {
  it.each(names.filter((name) => cases[name].bad !== undefined))(
    'to %s is 400 with every issue',
    async (name) => {
      const answer = await send(name, person('admin'), cases[name].bad ?? {})
      expect(answer.status).toBe(400)
      const body = (await answer.json()) as ErrorBody
      expect(body.code).toBe('badInput')
      expect(body.issues?.length).toBeGreaterThan(0)
      for (const issue of body.issues ?? []) expect(issue.path).toMatch(/^(params|query|body)/)
    },
  )

  it('reports all issues of all parts at once', async () => {
    const answer = await send('saveDraft', person('admin'), {
      ...badId,
      body: { fields: { text: 7, houseId: 'x' } },
    })
    const { issues } = (await answer.json()) as ErrorBody
    expect(issues?.map((issue) => issue.path).toSorted()).toEqual([
      'body.fields.houseId',
      'body.fields.text',
      'body.version',
      'params.id',
    ])
  })

  it.each([
    ['no JSON', '{"text":', 400, 'badInput'],
    ['JSON that is no object', '7', 400, 'badInput'],
    ['a body of 100 kB', JSON.stringify({ text: 'x'.repeat(100_000) }), 413, 'tooLarge'],
  ])('%s is refused', async (_name, body, status, code) => {
    const answer = await person('admin').send('POST', '/api/tasks', { body })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code })
  })
})

describe('something that is not there', () => {
  const withParams = names.filter((name) => routeOf(name).params !== undefined)
  it.each(withParams)('%s answers 404', async (name) => {
    const { gone } = cases[name]
    expect(gone).toBeDefined()
    const answer = await send(name, person('admin'), gone ?? {})
    expect(await answer.json()).toMatchObject({ code: 'notFound' })
    expect(answer.status).toBe(404)
  })

  it.each(['/api/nothing', '/api/tasks/1/nothing', '/api/%E0%A4%A', '/socket.io', '/ws'])(
    '%s is 404',
    async (path) => {
      const answer = await person('admin').send('GET', path)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ code: 'notFound' })
    },
  )
})

describe('done', () => {
  it.each(names.filter((name) => name !== 'signOut' && name !== 'phoneCredentials'))(
    '%s answers 200',
    async (name) => {
      const admin = person(cases[name].by ?? 'admin')
      const sent = await cases[name].done(admin)
      const answer = await send(name, name === 'signIn' ? edge.anonymous : admin, sent)
      const body: unknown = await answer.json()
      expect(body).not.toHaveProperty('code')
      expect(answer.status).toBe(200)
      // and the answer is what the contract promises, without keys that it does not name
      expect(routeOf(name).response.parse(body)).toEqual(body)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    },
  )

  it.each(guardedNames)('%s lets in exactly the roles that may', async (name) => {
    const { access } = routeOf(name)
    if (access === 'signedIn' || access === 'public') return
    for (const role of Role.options) {
      const { status } = await send(name, person(role), cases[name].bad ?? cases[name].gone ?? {})
      expect([role, status === 403]).toEqual([role, !may(role, access)])
    }
  })
})
