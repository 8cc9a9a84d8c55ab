import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { sessionCookie, sessionToken } from './cookies/session-cookie.ts'
import { createSite } from './site.ts'

const req = (headers: Record<string, string>): IncomingMessage => {
  const made = new IncomingMessage(new Socket())
  Object.assign(made.headers, { host: 'desk.example.ru', ...headers })
  return made
}
const direct = createSite({ publicOrigin: null, trustProxy: false })
const proxied = createSite({ publicOrigin: null, trustProxy: true })
const listening = createSite({ publicOrigin: null, listenHost: '10.0.0.5', trustProxy: false })
const named = createSite({ publicOrigin: 'https://desk.example.ru/', trustProxy: true })

describe('our origin', () => {
  it.each([
    ['of the request', direct, { host: 'localhost:8080' }, 'http://localhost:8080'],
    ['never a name that nobody configured', direct, { host: 'rebound.example:8080' }, 'http://localhost'],
    ['the address that we listen on', listening, { host: '10.0.0.5:8080' }, 'http://10.0.0.5:8080'],
    [
      'not what a stranger forwards',
      direct,
      { host: 'localhost', 'x-forwarded-proto': 'https' },
      'http://localhost',
    ],
    [
      'what our proxy says',
      proxied,
      { host: 'localhost', 'x-forwarded-proto': 'https' },
      'https://localhost',
    ],
    ['what is configured', named, { host: 'other' }, 'https://desk.example.ru'],
    ['never a broken one', direct, { host: 'a b' }, 'http://localhost'],
  ])('is %s', (_name, site, headers, origin) => {
    expect(site.originOf(req(headers))).toBe(origin)
  })
})

describe('a host', () => {
  it.each([
    ['localhost', direct, true],
    ['LOCALHOST:8080', direct, true],
    ['127.0.0.1:8080', direct, true],
    ['127.9.9.9', direct, true],
    ['[::1]:8080', direct, true],
    ['10.0.0.5:8080', direct, false],
    ['10.0.0.5:8080', listening, true],
    ['desk.example.ru', direct, false],
    ['desk.example.ru:443', named, true],
    ['desk.example.ru.evil.example', named, false],
    ['localhost.evil.example', named, false],
    ['127.0.0.1.evil.example', named, false],
    ['evil@localhost', direct, false],
    ['localhost/', direct, false],
    ['', direct, false],
  ])('%s is known or not', (host, site, isKnown) => {
    expect(site.isKnownHost(req({ host }))).toBe(isKnown)
  })
})

it('a page under an unknown name is another site, although its Origin is the Host', () => {
  const headers = { host: 'rebound.example', origin: 'http://rebound.example' }
  expect(direct.isOurs(req(headers))).toBe(false)
})

describe('a request', () => {
  it.each([
    [{ origin: 'https://desk.example.ru' }, true],
    [{ origin: 'http://desk.example.ru' }, false],
    [{ origin: 'https://desk.example.ru.evil.ru' }, false],
    [{ origin: 'https://desk.example.ru:444' }, false],
    [{ origin: 'null' }, false],
    [{}, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
  ])('with %j is ours: %s', (headers, isOurs) => {
    expect(named.isOurs(req(headers))).toBe(isOurs)
  })

  it('comes from whom our own proxy saw, not from whom the client claims', () => {
    expect(proxied.ipOf(req({ 'x-forwarded-for': '6.6.6.6, 10.0.0.9' }))).toBe('10.0.0.9')
    expect(direct.ipOf(req({ 'x-forwarded-for': '6.6.6.6' }))).toBe('')
  })
})

describe('the session cookie', () => {
  const later = new Date('2026-11-23T00:00:00Z')
  const token = 'a'.repeat(43)
  it('is bound to the host and to TLS where the site has it', () => {
    expect(sessionCookie(named, req({}), token, later)).toBe(
      `__Host-vakhta=${token}; Path=/; Expires=Mon, 23 Nov 2026 00:00:00 GMT; HttpOnly; SameSite=Strict; Secure`,
    )
    expect(sessionToken(named, req({ cookie: `a=b; __Host-vakhta=${token}` }))).toBe(token)
  })
  it('of plain http counts for nothing on a TLS site, where a subdomain could have planted it', () => {
    expect(sessionToken(named, req({ cookie: `vakhta=${token}` }))).toBeNull()
    expect(sessionToken(direct, req({ host: 'localhost', cookie: `vakhta=${token}` }))).toBe(token)
  })
  it.each(['', 'short', `${'a'.repeat(43)}"`, 'a'.repeat(200)])('%j is none', (value) => {
    expect(sessionToken(direct, req({ cookie: `vakhta=${value}` }))).toBeNull()
  })
})
