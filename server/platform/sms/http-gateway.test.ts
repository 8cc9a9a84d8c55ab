import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SmsRefused } from '#server/ports.ts'
import { createHttpGateway } from './http-gateway.ts'

let asked: { headers: IncomingHttpHeaders; body: unknown }[]
let answer: (res: ServerResponse) => void
let url: string
const open = new Set<ServerResponse>()
const server = createServer((req, res) => {
  let text = ''
  open.add(res)
  req.on('data', (part) => (text += String(part)))
  req.on('end', () => {
    asked.push({ headers: req.headers, body: JSON.parse(text) })
    answer(res)
  })
})
beforeEach(async () => {
  asked = []
  answer = (res) => res.writeHead(202).end()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/send`
})
afterEach(async () => {
  for (const res of open) res.destroy()
  open.clear()
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
})

const message = { id: 'vakhta-notice-7', to: '+79220000001', text: 'Отключение отменено.' }
const gateway = (options: { token?: string; timeoutMs?: number; restMs?: number } = {}) =>
  createHttpGateway({ url, token: options.token ?? null, timeoutMs: 2000, restMs: 0, ...options })

it('sends JSON with the token and the message’s id as Idempotency-Key', async () => {
  await gateway({ token: 'secret' }).send(message)
  expect(asked).toMatchObject([
    {
      body: { id: 'vakhta-notice-7', to: '+79220000001', text: 'Отключение отменено.' },
      headers: {
        authorization: 'Bearer secret',
        'idempotency-key': 'vakhta-notice-7',
        'content-type': 'application/json',
      },
    },
  ])
})

it.each([400, 410, 422])('%i is refused for good', async (status) => {
  answer = (res) => res.writeHead(status).end('no')
  await expect(gateway().send(message)).rejects.toBeInstanceOf(SmsRefused)
})

it.each([401, 404, 429, 500, 503])('%i may pass', async (status) => {
  answer = (res) => res.writeHead(status).end('no')
  const sent = gateway().send(message)
  await expect(sent).rejects.toThrow(`the gateway answered ${status}`)
  await expect(sent).rejects.not.toBeInstanceOf(SmsRefused)
})

it('one that hangs is given up, and is not asked again for a while: other jobs go on', async () => {
  answer = () => {}
  const hanging = gateway({ timeoutMs: 200, restMs: 60_000 })
  await expect(hanging.send(message)).rejects.toThrow('the gateway gave no answer in time')
  await expect(hanging.send(message)).rejects.toThrow('the gateway failed a moment ago')
  expect(asked).toHaveLength(1)
})

it('a cut line and a closed port may pass', async () => {
  answer = (res) => res.destroy()
  await expect(gateway().send(message)).rejects.toThrow('cannot be reached')
  const gone = createHttpGateway({ url: 'http://127.0.0.1:1/send', token: null })
  await expect(gone.send(message)).rejects.toThrow('cannot be reached')
})

it('a redirect is not followed: number and token go nowhere else', async () => {
  answer = (res) => res.writeHead(307, { location: '/elsewhere' }).end()
  await expect(gateway({ token: 'secret' }).send(message)).rejects.toThrow()
  expect(asked).toHaveLength(1)
})

it('after a failure that has passed it sends again', async () => {
  const flaky = gateway()
  answer = (res) => res.writeHead(500).end()
  await expect(flaky.send(message)).rejects.toThrow('500')
  answer = (res) => res.writeHead(200).end()
  await flaky.send(message)
  expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual([
    'vakhta-notice-7',
    'vakhta-notice-7',
  ])
})
