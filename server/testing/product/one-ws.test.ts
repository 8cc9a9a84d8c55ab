import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '../../..')
const Package = z.object({
  dependencies: z.record(z.string(), z.string()).optional(),
  optional: z.boolean().optional(),
})
const Lock = z.object({ packages: z.record(z.string(), Package) })
const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')))

// An older ws answers pings without end to a peer that does not read: memory for anybody who asks
test('the lock names one ws', () => {
  const places = Object.keys(packages).filter((place) => /(^|\/)node_modules\/ws$/.test(place))
  expect(places).toEqual(['node_modules/ws'])
})

test('whoever needs ws is given that one, Socket.IO too', () => {
  const users = Object.entries(packages).filter(([, { dependencies }]) => dependencies?.['ws'] !== undefined)
  const ours = createRequire(path.join(root, 'package.json')).resolve('ws')
  const found = users.map(([place]) => {
    const from = createRequire(path.join(root, place, 'package.json'))
    return [place, from.resolve('ws')]
  })
  expect(found).toEqual(users.map(([place]) => [place, ours]))
  expect(users.map(([place]) => place)).toContain('node_modules/engine.io')
})
