import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { sampleCall } from '#server/testing/samples/sample-entities.ts'
import { rangeOf } from './files/send-file.ts'

let edge: TestEdge
let folder: string
let supervisor: Browser
const sound = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256))
const css = '.board { color: black }\n'.repeat(500)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vakhta-files-'))
  const clientDir = join(folder, 'client')
  const recordingsDir = join(folder, 'recordings')
  await mkdir(join(clientDir, 'assets'), { recursive: true })
  await mkdir(join(recordingsDir, '2026'), { recursive: true })
  await writeFile(join(clientDir, 'index.html'), '<title>Вахта</title>')
  await writeFile(join(clientDir, 'call.html'), '<title>Позвонить</title>')
  await writeFile(join(clientDir, 'assets', 'index-abc123.js'), 'console.log(1)')
  await writeFile(join(clientDir, 'assets', 'index-abc123.js.gz'), gzipSync('console.log(1)'))
  await writeFile(join(clientDir, 'assets', 'long-def456.css'), css)
  await writeFile(join(clientDir, 'assets', 'hello-123.wav'), sound)
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(recordingsDir, '2026', 'a.wav'), sound)
  await symlink(join(folder, 'secret.txt'), join(recordingsDir, 'link.wav'))
  edge = await startEdge({ clientDir, recordingsDir })
  supervisor = await edge.as('supervisor')
  const files = {
    good: '2026/a.wav',
    dots: '../secret.txt',
    link: 'link.wav',
    absolute: join(folder, 'secret.txt'),
    none: 'b.wav',
  }
  await edge.deps.store.transaction((tx) =>
    tx.calls.save([
      ...Object.entries(files).map(([name, recording]) => sampleCall(`embedded:${name}`, { recording })),
      sampleCall('embedded:unrecorded'),
    ]),
  )
})
afterAll(async () => {
  await edge.stop()
  await rm(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  edge.anonymous.send('GET', path, { headers })

describe('the client', () => {
  it('is served with names that stay, for ever, and pages always asked anew', async () => {
    const page = await get('/')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const script = await get('/assets/index-abc123.js')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-encoding')).toBe('gzip')
    expect(await script.text()).toBe('console.log(1)')
    const plain = await get('/assets/index-abc123.js', { 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe('console.log(1)')
  })

  it('answers page addresses with the page, pages of their own before it', async () => {
    for (const path of ['/board', '/log/embedded:1', '/sign-in']) {
      const answer = await get(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, '<title>Вахта</title>'])
    }
    expect(await (await get('/call')).text()).toBe('<title>Позвонить</title>')
  })

  it('is packed on the way where the build did not pack it, and once for all', async () => {
    const first = await get('/assets/long-def456.css')
    expect([first.headers.get('content-encoding'), first.headers.get('content-type')]).toEqual([
      'gzip',
      'text/css; charset=utf-8',
    ])
    expect(Number(first.headers.get('content-length'))).toBeLessThan(500)
    expect(await first.text()).toBe(css)
    const etag = first.headers.get('etag') ?? ''
    const again = await get('/assets/long-def456.css', {
      'if-none-match': etag,
      'cache-control': 'max-age=0',
    })
    expect(again.status).toBe(304)
    const plain = await get('/assets/long-def456.css', { 'accept-encoding': 'identity' })
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, css])
    // sound is not packed: it would gain nothing and lose its ranges
    const wav = await get('/assets/hello-123.wav', { range: 'bytes=0-9' })
    expect([wav.status, wav.headers.get('content-encoding')]).toEqual([206, null])
  })

  it('answers 304 to who has it', async () => {
    const etag = (await get('/')).headers.get('etag') ?? ''
    const again = await get('/', { 'if-none-match': etag, 'cache-control': 'max-age=0' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('answers 404 for a file that is not there, not the page', async () => {
    expect((await get('/assets/gone-123.js')).status).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/a%00.html',
    '/%ff.js',
  ])('does not lead out of its folder by %s', async (path) => {
    // fetch would tidy the path
    const body = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(edge.origin)
      request({ hostname, port, path }, (res) => {
        let text = ''
        res.on('data', (chunk) => (text += chunk))
        res.on('end', () => resolve(text))
      })
        .on('error', reject)
        .end()
    })
    expect(body).not.toContain('secret')
  })

  it('carries a policy under which no script of a caller can run', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("media-src 'self' blob:")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBeNull()
  })
})

describe('a recording', () => {
  const hear = (id: string, headers: Record<string, string> = {}, who = supervisor): Promise<Response> =>
    who.send('GET', `/api/calls/embedded:${id}/recording`, { headers })

  it('is heard by who may, whole or in parts, and never cached', async () => {
    const whole = await hear('good')
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    expect(whole.headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(await whole.arrayBuffer()).equals(sound)).toBe(true)
    const part = await hear('good', { range: 'bytes=100-199' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000'])
    expect(Buffer.from(await part.arrayBuffer()).equals(sound.subarray(100, 200))).toBe(true)
    const outside = await hear('good', { range: 'bytes=1000-' })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
  })

  it('leaves one line in the audit for one hearing, however often the player jumps', async () => {
    const listener = await edge.as('supervisor')
    for (const range of ['bytes=0-', 'bytes=500-', 'bytes=20-30'])
      await (await hear('good', { range }, listener)).arrayBuffer()
    const lines = await edge.database.knex('audit').where({ user_id: listener.user?.id })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ action: 'recording.heard', subject: 'embedded:good' })
  })

  it.each(['dots', 'link', 'absolute', 'none', 'unrecorded', 'unknown'])(
    'is not found where the PBX named no file of its own: %s',
    async (id) => {
      const answer = await hear(id)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('secret')
    },
  )

  it('is not for the others, in any part', async () => {
    for (const role of ['operator', 'dispatcher', 'viewer'] as const)
      expect((await hear('good', { range: 'bytes=1-2' }, await edge.as(role))).status).toBe(403)
    expect((await hear('good', {}, edge.anonymous)).status).toBe(401)
  })
})

describe('a spoken message', () => {
  beforeAll(async () => {
    const files = {
      said: '2026/message.wav',
      dots: '../secret.txt',
      link: 'link.wav',
      gone: 'b.wav',
      none: null,
    }
    await writeFile(join(folder, 'recordings', '2026', 'message.wav'), sound.toReversed())
    for (const [name, file] of Object.entries(files)) {
      const message = file === null ? null : { file, seconds: 12, heardAt: null }
      // the call's own recording is that of the conversation afterwards
      const call = sampleCall(`embedded:said-${name}`, { recording: '2026/a.wav', message })
      await edge.deps.store.transaction((tx) => tx.calls.save([call]))
    }
  })
  const hear = (id: string, who: Browser, headers: Record<string, string> = {}): Promise<Response> =>
    who.send('GET', `/api/calls/embedded:said-${id}/message`, { headers })

  it('is heard by the operator who calls back, also when the call was recorded afterwards', async () => {
    const operator = await edge.as('operator')
    const { journal } = edge.deps.store.repositories
    const head = await journal.head()
    const whole = await hear('said', operator)
    expect([whole.status, whole.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(Buffer.from(await whole.arrayBuffer()).equals(sound.toReversed())).toBe(true)
    const part = await hear('said', operator, { range: 'bytes=0-99' })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100])
    const lines = await edge.database.knex('audit').where({ user_id: operator.user?.id })
    expect(lines).toMatchObject([{ action: 'message.heard', subject: 'embedded:said-said' }])
    // once, and every board hears it
    const told = await journal.after(head, 10)
    expect(told).toMatchObject([{ data: { type: 'call.changed', call: { message: { seconds: 12 } } } }])
    const call = await edge.deps.store.repositories.calls.find('embedded:said-said')
    expect(call?.message?.heardAt).toMatch(/^2/)
  })

  it.each(['dots', 'link', 'gone', 'none', 'nobody'])('is not found: %s', async (name) => {
    const answer = await hear(name, supervisor)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('secret')
  })

  it('is not for a wall screen, nor for who is not signed in', async () => {
    expect((await hear('said', await edge.as('viewer'))).status).toBe(403)
    expect((await hear('said', edge.anonymous)).status).toBe(401)
  })
})

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=5-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['pages=1-2', 'whole'],
    ['', 'whole'],
  ])('%s of 100 bytes', (header, expected) => {
    expect(rangeOf(header, 100)).toEqual(expected)
  })
})
