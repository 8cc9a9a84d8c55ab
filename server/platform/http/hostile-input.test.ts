import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes, type Route } from '#contracts/http.ts'
import { encodeCursor } from '#server/platform/cursor.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { hostileRequests } from '#server/testing/edge/hostile-requests.ts'

let edge: TestEdge
let admin: Browser
beforeAll(async () => {
  edge = await startEdge()
  admin = await edge.as('admin')
})
afterAll(() => edge.stop())

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await admin.send(method, path, body === undefined ? {} : { body })
  return { status: answer.status, text: await answer.text() }
}
const inputs = Object.entries<Route>(routes)
  .filter(([name]) => name !== 'signOut')
  .map(([name, route]) => ({ name, route, ...hostileRequests(route) }))

it.each(inputs.filter(({ refused }) => refused.length > 0))(
  '$name answers bad input to what cannot be kept',
  async ({ route, refused }) => {
    for (const { path, body } of refused) {
      const { status, text } = await ask(route.method, path, body)
      expect([status, text, path, JSON.stringify(body)]).toEqual([
        400,
        expect.stringContaining('badInput'),
        path,
        JSON.stringify(body),
      ])
    }
  },
)
it.each(inputs.filter(({ odd }) => odd.length > 0))(
  '$name is at no fault for numbers out of reach',
  async ({ route, odd }) => {
    for (const { path, body } of odd) {
      const { status, text } = await ask(route.method, path, body)
      // no number is at fault that there is no telephone exchange here
      if (text.includes('"pbxAway"')) continue
      expect(status, `${route.method} ${path} ${JSON.stringify(body)} ${text}`).toBeLessThan(500)
    }
  },
)

describe('cursors', () => {
  const far = ['+275760-09-13T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '', 'x', '\0']
  it.each([
    ...far.map((moment) => ['/api/calls', [moment, 'embedded:a']] as const),
    ['/api/calls', ['2026-11-22T10:00:00.000Z', 'a\0']] as const,
    ['/api/tasks', [1e300]] as const,
    ['/api/tasks', ['\ud800']] as const,
    ['/api/shutdowns', [2 ** 63]] as const,
    ['/api/houses', ['\0', 1, 1, '1', 1]] as const,
    ['/api/houses', ['Республики', 1, 2 ** 31, '1', 1]] as const,
    ['/api/houses', ['Республики', 1, 1, '\udc00', 1]] as const,
  ])('of %s as %j are refused', async (path, key) => {
    expect(await ask('GET', `${path}?cursor=${encodeCursor(key)}`)).toMatchObject({ status: 400 })
  })
})

describe('JSON with keys of prototypes', () => {
  it.each([
    '{"__proto__":{"isAdmin":true},"text":"Засор"}',
    '{"text":{"__proto__":{}}}',
    '{"constructor":{"prototype":{}}}',
  ])('%s is refused or has no effect', async (body) => {
    expect((await ask('POST', '/api/tasks', body)).status).toBeLessThan(500)
    expect('isAdmin' in {}).toBe(false)
  })
  it.each(['/api/tasks?__proto__=1', '/api/tasks?__proto__[a]=1', '/api/tasks?constructor=1&search=x'])(
    'GET %s is at no fault of ours',
    async (path) => {
      expect((await ask('GET', path)).status).toBeLessThan(500)
    },
  )
})

it('refuses a token with letters that are longer in bytes', async () => {
  const token = 'é'.repeat(admin.csrf.length)
  const answer = await admin.send('POST', '/api/tasks', { body: {}, headers: { 'x-csrf-token': token } })
  expect(answer.status).toBe(403)
})

it.each([
  '/api/calls/%00',
  '/api/calls/%ED%A0%80',
  '/api/calls/%00/recording',
  '/api/tasks/%00',
  '/%00',
  '/a%00.js',
])('GET %s is at no fault of ours', async (path) => {
  expect((await ask('GET', path)).status).toBeLessThan(500)
})

it.each(['/api/imports?name=%00.csv', '/api/imports?name=a%00'])(
  'the file name of %s is refused',
  async (path) => {
    const answer = await admin.send('POST', path, {
      body: 'Улица;Дом',
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect(answer.status).toBe(400)
  },
)

it.each(['\0', 'op-1\0', '\ud83d'])('a SIP name %j is nobody’s', async (username) => {
  expect(await edge.deps.store.repositories.sipAccounts.find(username, edge.deps.now())).toBeNull()
})
