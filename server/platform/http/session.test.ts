import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, startEdge, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

const loginKey = (login: string): string =>
  `sign-in:login:${createHash('sha256').update(login).digest('base64url')}`
const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code: unknown }).code

describe('signing in', () => {
  it('answers who one is and sets a cookie that scripts cannot read', async () => {
    await edge.addUser('dispatcher', 'anna')
    const answer = await edge.anonymous.send('POST', '/api/sign-in', { body: { login: ' Anna ', password } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^vakhta=[\w-]{43}; Path=\/; Expires=.+; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const tab = await edge.signIn('anna')
    const me = await tab.send('GET', '/api/me')
    expect(await me.json()).toMatchObject({ user: { login: 'anna', role: 'dispatcher' }, csrf: tab.csrf })
  })

  it('keeps only the SHA-256 of the token', async () => {
    await edge.addUser('operator', 'boris')
    const tab = await edge.signIn('boris')
    const token = tab.cookie.split('=')[1] ?? ''
    const { rows } = await edge.database.knex.raw<{ rows: { n: number }[] }>(
      `select count(*) n from sessions where token_hash = sha256(?::bytea)`,
      [Buffer.from(token)],
    )
    expect(rows[0]?.n).toBe(1)
  })

  it('says the same of an unknown login and of a wrong password', async () => {
    await edge.addUser('operator', 'vera')
    const wrong = await edge.anonymous.send('POST', '/api/sign-in', {
      body: { login: 'vera', password: 'no' },
    })
    const unknown = await edge.anonymous.send('POST', '/api/sign-in', {
      body: { login: 'nobody', password: 'no' },
    })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect([await codeOf(wrong), await codeOf(unknown)]).toEqual(['wrongPassword', 'wrongPassword'])
  })

  it('gives a new token and ends the one that the browser brought: a planted session gains nothing', async () => {
    await edge.addUser('viewer', 'attacker')
    await edge.addUser('supervisor', 'victim')
    const planted = await edge.signIn('attacker')
    const answer = await edge.anonymous.send('POST', '/api/sign-in', {
      body: { login: 'victim', password },
      headers: { cookie: planted.cookie },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).not.toContain(planted.cookie)
    expect((await planted.send('GET', '/api/me')).status).toBe(401)
  })

  it('does not accept a token that the server never made', async () => {
    const answer = await edge.anonymous.send('GET', '/api/me', {
      headers: { cookie: `vakhta=${'a'.repeat(43)}` },
    })
    expect(answer.status).toBe(401)
  })

  it('locks a login out after seven wrong passwords from one address, and says for how long', async () => {
    await edge.addUser('operator', 'guessed')
    const statuses: number[] = []
    for (let n = 0; n < 9; n++) {
      const answer = await edge.anonymous.send('POST', '/api/sign-in', {
        body: { login: 'guessed', password: `${n}` },
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 429, 429])
    const right = await edge.anonymous.send('POST', '/api/sign-in', { body: { login: 'guessed', password } })
    expect(right.status).toBe(429)
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await right.json()).toMatchObject({
      code: 'tooMany',
      details: { retryAfterSeconds: expect.any(Number) },
    })
    await edge.addUser('operator', 'another')
    expect((await edge.signIn('another')).user?.login).toBe('another')
  })
})

describe('guessing a password', () => {
  const tryPassword = (login: string, given: string, headers: Record<string, string> = {}) =>
    proxied.anonymous.send('POST', '/api/sign-in', { body: { login, password: given }, headers })
  const from = (n: number) => ({ 'x-forwarded-for': `10.1.0.${n}` })
  const deviceOf = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('vakhta-device='))
      ?.split(';')[0] ?? ''
  let proxied: TestEdge
  beforeAll(async () => {
    proxied = await startEdge({ trustProxy: true })
  })
  afterAll(() => proxied.stop())

  it(
    'sixty times from many addresses keeps the owner out elsewhere, but not at a device that knows him',
    { tags: ['long'] },
    async () => {
      await proxied.addUser('operator', 'owner')
      const cookie = deviceOf(await tryPassword('owner', password, from(200)))
      const wrong = Array.from({ length: 70 }, (_, n) =>
        tryPassword('owner', `wrong ${n}`, from(1 + (n % 35))),
      )
      const statuses = (await Promise.all(wrong)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 401)).toHaveLength(60)
      expect((await tryPassword('owner', password, from(201))).status).toBe(429)
      expect((await tryPassword('owner', password, { ...from(201), cookie })).status).toBe(200)
      // the device proves its own person alone, and a made up one proves nothing
      await proxied.addUser('operator', 'neighbour')
      for (let n = 0; n < 61; n++) await proxied.limiter.hit(loginKey('neighbour'), 60, 900)
      expect((await tryPassword('neighbour', password, { ...from(201), cookie })).status).toBe(429)
      const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
      expect((await tryPassword('owner', password, { ...from(201), cookie: forged })).status).toBe(429)
    },
  )

  it('is limited at a known device as well', { tags: ['long'] }, async () => {
    await proxied.addUser('operator', 'desk')
    const cookie = deviceOf(await tryPassword('desk', password, from(210)))
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, n) => tryPassword('desk', `wrong ${n}`, { ...from(n), cookie })),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  })

  it('right passwords do not count, however many and however fast', async () => {
    await proxied.addUser('operator', 'busy')
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => tryPassword('busy', password, from(220))),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    }
  })
})

describe('a session', () => {
  it('ends at sign-out', async () => {
    const tab = await edge.as('operator')
    const answer = await tab.send('POST', '/api/sign-out')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970')
    expect((await tab.send('GET', '/api/me')).status).toBe(401)
  })

  it('ends when nobody used it for two hours, and lives on while it is used', async () => {
    const used = await edge.as('operator')
    const idle = await edge.as('operator')
    for (let n = 0; n < 3; n++) {
      edge.advance(3_600_000)
      expect((await used.send('GET', '/api/me')).status).toBe(200)
    }
    expect((await idle.send('GET', '/api/me')).status).toBe(401)
  })

  it('ends after a day and an hour however busy it is', async () => {
    const tab = await edge.as('operator')
    for (let n = 0; n < 24; n++) {
      edge.advance(3_600_000)
      expect((await tab.send('GET', '/api/me')).status).toBe(200)
    }
    edge.advance(3_600_000)
    expect((await tab.send('GET', '/api/me')).status).toBe(401)
  })

  it('ends when its person is deactivated', async () => {
    const tab = await edge.as('dispatcher')
    await edge.database.knex('users').where({ id: tab.user?.id }).update({ is_active: false })
    expect((await tab.send('GET', '/api/me')).status).toBe(401)
  })
})

describe('a change asked by another site', () => {
  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an opaque Origin', { origin: 'null' }],
    ['our host over another scheme', { origin: 'https://127.0.0.1' }],
  ])('is refused by %s', async (_name, headers) => {
    const tab = await edge.as('operator')
    const answer = await tab.send('POST', '/api/sign-out', { headers })
    expect(answer.status).toBe(403)
    expect(await codeOf(answer)).toBe('badOrigin')
    expect((await tab.send('GET', '/api/me')).status).toBe(200)
  })

  it('is refused without the CSRF token and with that of another session', async () => {
    const tab = await edge.as('operator')
    const other = await edge.as('operator')
    for (const token of ['', other.csrf, `${tab.csrf}x`]) {
      const answer = await tab.send('POST', '/api/sign-out', { headers: { 'x-csrf-token': token } })
      expect(answer.status).toBe(403)
    }
  })

  it('is refused at sign-in as well, so nobody can be signed in as somebody else', async () => {
    const answer = await edge.anonymous.send('POST', '/api/sign-in', {
      body: { login: 'anna', password },
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})
