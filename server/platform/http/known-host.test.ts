import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { password, startEdge, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
  await edge.addUser('admin', 'anna')
})
afterAll(() => edge.stop())

/** What a page gets whose name leads to this machine (fetch would not let us name the host). */
const ask = (host: string, path: string, body?: unknown): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' }
    const asked = request(`${edge.origin}${path}`, { method: body ? 'POST' : 'GET', headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += String(chunk)))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end(body ? JSON.stringify(body) : undefined)
  })

const own = (): string => new URL(edge.origin).host
const signIn = { login: 'anna', password }
const caller = { number: '+79220000001', name: '' }

it.each([
  ['/api/sign-in', signIn],
  ['/api/caller/credentials', caller],
])('a page of another name that leads here cannot use %s', async (path, body) => {
  const refused = await ask('rebound.example:8080', path, body)
  expect(refused.status).toBe(421)
  expect(refused.text).toContain('PUBLIC_ORIGIN')
  expect((await ask(own(), path, body)).status).toBe(200)
})

it('reads no metrics either; whether we live is nobody’s secret', async () => {
  expect((await ask('rebound.example', '/metrics')).status).toBe(403)
  expect((await ask(own(), '/metrics')).status).toBe(200)
  expect((await ask('rebound.example', '/healthz')).status).toBe(200)
})
