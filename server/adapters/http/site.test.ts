import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { sessionCookie, sessionToken } from './session-cookie.ts'
import { createSite } from './site.ts'

const req = (headers: Record<string, string>): IncomingMessage => {
  const made = new IncomingMessage(new Socket())
  Object.assign(made.headers, { host: 'desk.example.ru', ...headers })
  return made
}
const direct = createSite({ publicOrigin: null, trustProxy: false })
const proxied = createSite({ publicOrigin: null, trustProxy: true })
const named = createSite({ publicOrigin: 'https://desk.example.ru/', trustProxy: true })

describe('our origin', () => {
  it.each([
    ['of the request', direct, {}, 'http://desk.example.ru'],
    ['not what a stranger forwards', direct, { 'x-forwarded-proto': 'https' }, 'http://desk.example.ru'],
    ['what our proxy says', proxied, { 'x-forwarded-proto': 'https' }, 'https://desk.example.ru'],
    ['what is configured', named, { host: 'other' }, 'https://desk.example.ru'],
    ['never a broken one', direct, { host: 'a b' }, 'http://localhost'],
  ])('is %s', (_name, site, headers, origin) => {
    expect(site.originOf(req(headers))).toBe(origin)
  })
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
    expect(sessionToken(direct, req({ cookie: `vakhta=${token}` }))).toBe(token)
  })
  it.each(['', 'short', `${'a'.repeat(43)}"`, 'a'.repeat(200)])('%j is none', (value) => {
    expect(sessionToken(direct, req({ cookie: `vakhta=${value}` }))).toBeNull()
  })
})
