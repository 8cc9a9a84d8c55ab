import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceOf, rememberOn } from './known-device.ts'

const person = (id: number, passwordHash = `scrypt$${id}`) => ({ id, passwordHash })

test('a device knows who signed in at it, and nobody else', () => {
  const cookie = rememberOn(null, person(1))
  expect(deviceOf(cookie, person(1))).toMatch(/^[\w-]{43}$/)
  expect(deviceOf(cookie, person(2))).toBeNull()
  expect(deviceOf(null, person(1))).toBeNull()
  expect(deviceOf(cookie, null)).toBeNull()
})

test('the proof dies with the password, and holds for that device alone', () => {
  const cookie = rememberOn(null, person(1))
  expect(deviceOf(cookie, person(1, 'another'))).toBeNull()
  const elsewhere = rememberOn(null, person(2)).split('~')[0]
  expect(deviceOf(cookie.replace(/^[^~]+/, elsewhere ?? ''), person(1))).toBeNull()
  expect(deviceOf(cookie.replace(/~1\./, '~2.'), person(2))).toBeNull()
})

test('a desk of several shifts remembers ten, the last ones', () => {
  let cookie: string | null = null
  for (let id = 1; id <= 12; id++) cookie = rememberOn(cookie, person(id))
  const known = Array.from({ length: 12 }, (_, n) => deviceOf(cookie, person(n + 1)) !== null)
  expect(known).toEqual([false, false, ...Array.from({ length: 10 }, () => true)])
  expect(new Set([3, 12].map((id) => deviceOf(cookie, person(id)))).size).toBe(1)
  expect(cookie).toMatch(/^[\w.~-]{1,700}$/)
})

test('whatever a stranger sends, it is no proof and no exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (cookie) => {
      expect(deviceOf(cookie, person(1))).toBeNull()
      expect(deviceOf(`${'a'.repeat(43)}~1.${cookie}`, person(1))).toBeNull()
      expect(deviceOf(rememberOn(cookie, person(1)), person(1))).not.toBeNull()
    }),
  )
})
