import { describe, expect, test } from 'vitest'
import { ErrorCode } from '#contracts/error.ts'
import { sampleTask } from '../testing/samples.ts'
import { toApiError, type ApiError } from './api-error.ts'
import { createApi } from './api.ts'
import { requestOf } from './request.ts'

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const sent: { url: string; init: RequestInit }[] = []
  let expired = 0
  const api = createApi({
    fetch: (url, init) => {
      sent.push({ url: typeof url === 'string' ? url : '', init: init ?? {} })
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers }))
    },
    csrf: () => 'csrf-1',
    onNotSignedIn: () => (expired += 1),
  })
  return { api, sent, expired: () => expired }
}
const failure = async (asking: Promise<unknown>): Promise<ApiError> =>
  toApiError(
    await asking.then(
      () => new Error('it succeeded'),
      (thrown: unknown) => thrown,
    ),
  )

describe('request', () => {
  test('puts parameters into the path, leaves empty query values out', () => {
    expect(
      requestOf(
        { method: 'GET', path: '/api/calls/:id' },
        { params: { id: 'asterisk:1/2' }, query: { search: '', limit: 5 } },
        '',
      ).url,
    ).toBe('/api/calls/asterisk%3A1%2F2?limit=5')
  })
  test('changes carry the csrf token and JSON, reads carry neither', () => {
    const change = requestOf({ method: 'POST', path: '/x' }, { body: { a: 1 } }, 'token')
    expect(change.init.headers).toMatchObject({ 'x-csrf-token': 'token', 'content-type': 'application/json' })
    expect(change.init.body).toBe('{"a":1}')
    expect(requestOf({ method: 'GET', path: '/x' }, {}, 'token').init).not.toHaveProperty('body')
  })
})

test('half an emoji and a zero byte become a sign that can be kept', () => {
  const { init } = requestOf(
    { method: 'POST', path: '/x' },
    { body: { text: 'а\0б\ud83d', list: ['\udc00'] } },
    '',
  )
  expect(init.body).toBe(JSON.stringify({ text: 'а\u{FFFD}б\u{FFFD}', list: ['\u{FFFD}'] }))
})

describe('api', () => {
  test('gives the parsed answer', async () => {
    const { api, sent } = answering(200, sampleTask({ id: 4 }))
    const task = await api('saveDraft', { params: { id: 4 }, body: { version: 1, fields: { text: 'a' } } })
    expect(task.id).toBe(4)
    expect(sent[0]).toMatchObject({ url: '/api/tasks/4', init: { method: 'PATCH' } })
  })
  test('an answer that is not what the contract says is an error, not data', async () => {
    const { api } = answering(200, { id: 'four' })
    expect((await failure(api('getTask', { params: { id: 4 } }))).code).toBe('unexpected')
  })
  test.each(ErrorCode.options)('the refusal %s arrives by its code', async (code) => {
    const { api } = answering(409, { code })
    expect((await failure(api('listClassifier'))).code).toBe(code)
  })
  test('an ended session is reported, except by the question who is signed in', async () => {
    const { api, expired } = answering(401, { code: 'notSignedIn' })
    await failure(api('me'))
    expect(expired()).toBe(0)
    await failure(api('listClassifier'))
    expect(expired()).toBe(1)
  })
  test('503 tells when to try again', async () => {
    const { api } = answering(503, { code: 'databaseAway' }, { 'retry-after': '7' })
    const error = await failure(api('listClassifier'))
    expect(error).toMatchObject({ code: 'databaseAway', retryAfterSeconds: 7, isPassing: true })
  })
  test('a proxy without a server behind it is passing trouble', async () => {
    const { api } = answering(502, 'Bad Gateway')
    expect((await failure(api('listClassifier'))).isPassing).toBe(true)
  })
  test.each([200, 409])('an answer of %i that breaks off within its body is offline', async (status) => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'))
        controller.error(new TypeError('terminated'))
      },
    })
    const api = createApi({
      fetch: () => Promise.resolve(new Response(broken, { status })),
      csrf: () => '',
      onNotSignedIn: () => {},
    })
    expect(await failure(api('getTask', { params: { id: 4 } }))).toMatchObject({
      code: 'offline',
      isPassing: true,
    })
  })
  test('no answer at all is offline', async () => {
    const api = createApi({
      fetch: () => Promise.reject(new TypeError('failed')),
      csrf: () => '',
      onNotSignedIn: () => undefined,
    })
    expect((await failure(api('me'))).code).toBe('offline')
  })
})
