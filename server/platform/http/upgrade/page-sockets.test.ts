import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PhoneCredentials } from '#contracts/phone.ts'
import { startEdge, type TestEdge } from '#server/testing/edge/edge.ts'
import { createPageSockets } from './page-sockets.ts'

it('an address has twenty, all have two hundred; who leaves makes room, once', () => {
  const sockets = createPageSockets()
  const leaves = Array.from({ length: 20 }, () => sockets.enter('192.0.2.1'))
  expect(leaves).not.toContain(null)
  expect(sockets.enter('192.0.2.1')).toBeNull()
  leaves[0]?.()
  leaves[0]?.()
  expect(sockets.enter('192.0.2.1')).not.toBeNull()
  expect(sockets.enter('192.0.2.1')).toBeNull()
  for (let i = 20; i < 200; i++) expect(sockets.enter(`198.51.100.${i}`)).not.toBeNull()
  expect(sockets.enter('203.0.113.1')).toBeNull()
})

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

/** Status of the answer to an upgrade; the socket stays open. */
async function upgrade(path: string, cookie = ''): Promise<number> {
  const { hostname, port } = new URL(edge.origin)
  const headers = { connection: 'Upgrade', upgrade: 'websocket', origin: edge.origin, cookie }
  const asked = request({ hostname, port, path, headers })
  asked.end()
  const [answer] = await Promise.race([once(asked, 'upgrade'), once(asked, 'response')])
  return answer.statusCode
}

it('one address opens twenty sockets of pages and no more, and an operator there is let in all the same', async () => {
  const answer = await edge.anonymous.send('POST', '/api/caller/credentials', {
    body: { number: '+79220000001', name: '' },
  })
  const { server } = PhoneCredentials.parse(await answer.json())
  const { pathname, search } = new URL(server)
  const statuses = []
  for (let i = 0; i < 21; i++) statuses.push(await upgrade(pathname + search))
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 101), 503])
  const operator = await edge.as('operator')
  for (let i = 0; i < 25; i++) expect(await upgrade('/ws', operator.cookie)).toBe(101)
})
