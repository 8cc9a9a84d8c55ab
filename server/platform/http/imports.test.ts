import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Import } from '#contracts/import.ts'
import { addFlat, addHouse, addResident } from '#server/testing/samples/houses.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
let supervisor: Browser
let dispatcher: Browser
beforeAll(async () => {
  edge = await startEdge()
  ;[supervisor, dispatcher] = await Promise.all([edge.as('supervisor'), edge.as('dispatcher')])
  const { store } = edge.deps
  const flat = await addFlat(store, await addHouse(store, { street: 'Республики', number: '5' }), '12')
  await addResident(store, flat, { name: '=HYPERLINK("http://зло")', phone: '+380441234567' })
})
afterAll(() => edge.stop())

const bytes = { 'content-type': 'application/octet-stream' }
const send = (
  browser: Browser,
  body: string,
  headers: Record<string, string> = bytes,
  path = '/api/imports?name=a.csv',
) => browser.send('POST', path, { body, headers })
const codeOf = async (answer: Response): Promise<unknown> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
]

describe('POST /api/imports', () => {
  test('is for whoever may import, from our own page', async () => {
    expect(await codeOf(await send(edge.anonymous, 'a'))).toEqual([401, 'notSignedIn'])
    expect(await codeOf(await send(dispatcher, 'a'))).toEqual([403, 'notAllowed'])
    expect(await codeOf(await send(supervisor, 'a', { ...bytes, 'x-csrf-token': 'x' }))).toEqual([
      403,
      'badOrigin',
    ])
    expect(await codeOf(await send(supervisor, 'a', { ...bytes, origin: 'http://else.where' }))).toEqual([
      403,
      'badOrigin',
    ])
  })

  test('wants a name and bytes', async () => {
    expect(await codeOf(await send(supervisor, 'a', bytes, '/api/imports'))).toEqual([400, 'badInput'])
    expect(await codeOf(await send(supervisor, '{}', { 'content-type': 'application/json' }))).toEqual([
      400,
      'badInput',
    ])
  })

  test('stops at 20 MB, whatever length was told', async () => {
    expect(await codeOf(await send(supervisor, 'a'.repeat(20_000_001)))).toEqual([413, 'tooLarge'])
    const pieces = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 21; n++) controller.enqueue(new Uint8Array(1_000_000))
        controller.close()
      },
    })
    const answer = await fetch(`${edge.origin}/api/imports?name=a`, {
      method: 'POST',
      headers: { ...bytes, origin: edge.origin, cookie: supervisor.cookie, 'x-csrf-token': supervisor.csrf },
      body: pieces,
      duplex: 'half',
    })
    expect(await codeOf(answer)).toEqual([413, 'tooLarge'])
    expect(await edge.database.knex('imports').count()).toEqual([{ count: 0 }])
  })

  test('keeps the file, begins to read it, and writes down who sent it', async () => {
    const answer = await send(
      supervisor,
      'Улица;Дом\n',
      bytes,
      `/api/imports?name=${encodeURIComponent('Жители.csv')}`,
    )
    expect(answer.status).toBe(201)
    const sent = Import.parse(await answer.json())
    expect(sent).toMatchObject({ fileName: 'Жители.csv', state: 'checking', byName: supervisor.user?.name })
    expect(await edge.database.knex('jobs').where({ kind: 'import.check' }).first()).toMatchObject({
      payload: { importId: sent.id },
    })
    const [entry] = await edge.deps.store.repositories.audit.newest(1)
    expect(entry).toMatchObject({
      action: 'import.sent',
      userId: supervisor.user?.id,
      subject: String(sent.id),
    })
    expect((await supervisor.send('GET', `/api/imports/${sent.id}`)).status).toBe(200)
    expect(
      await codeOf(await supervisor.send('POST', `/api/imports/${sent.id}/apply`, { body: {} })),
    ).toEqual([409, 'conflict'])
    const list = await (await supervisor.send('GET', '/api/imports')).json()
    expect(list).toMatchObject({ imports: [{ id: sent.id }] })
  })

  test('what is not there is not found; others see nothing of it', async () => {
    expect(await codeOf(await supervisor.send('GET', '/api/imports/999999'))).toEqual([404, 'notFound'])
    expect(await codeOf(await supervisor.send('POST', '/api/imports/999999/apply', { body: {} }))).toEqual([
      404,
      'notFound',
    ])
    for (const path of ['/api/imports', '/api/imports/1', '/api/export/residents?format=csv'])
      expect(await codeOf(await dispatcher.send('GET', path))).toEqual([403, 'notAllowed'])
  })
})

describe('GET /api/export/residents', () => {
  test('gives a file in which no cell is a formula, and audits it', async () => {
    const answer = await supervisor.send('GET', '/api/export/residents?format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [headings, line] = (await answer.text()).split('\r\n')
    expect(headings).toMatch(/^\u{feff}?Город;Улица;Дом;Квартира;/u)
    expect(line).toContain(`"'=HYPERLINK(""http://зло"")"`)
    expect(line).toContain(`;'+380441234567;`)
    const [entry] = await edge.deps.store.repositories.audit.newest(1)
    expect(entry).toMatchObject({ action: 'residents.exported', details: { format: 'csv' } })
  })

  test('wants a format that it knows', async () => {
    expect(await codeOf(await supervisor.send('GET', '/api/export/residents?format=pdf'))).toEqual([
      400,
      'badInput',
    ])
    expect(await codeOf(await edge.anonymous.send('GET', '/api/export/residents?format=csv'))).toEqual([
      401,
      'notSignedIn',
    ])
  })
})
