import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '#contracts/settings.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { addActor, testDeps } from '#server/testing/people/factories.ts'
import { changeSettings } from './change-settings.ts'
import { getSettings } from './get-settings.ts'

let database: TestDatabase
let deps: Deps
let admin: Person
beforeAll(async () => {
  database = await createTestDatabase()
  deps = testDeps(database.store)
  admin = await addActor(database.store, 'admin')
})
afterAll(() => database.drop())

const read = (actor = admin) =>
  getSettings(deps, actor, { params: undefined, query: undefined, body: undefined })
const change = (version: number, changes: Partial<Settings>, actor = admin) =>
  changeSettings(deps, actor, { params: undefined, query: undefined, body: { version, changes } })

describe('settings', () => {
  it('have their defaults before anybody changed anything', async () => {
    expect(await read()).toEqual({ settings: defaultSettings, version: 0 })
  })

  it('are changed with audit and journal, and only what differs is audited', async () => {
    const changed = await change(0, { sip_server: 'wss://pbx.example.ru/ws', city: 'Тюмень' })
    expect(changed).toEqual({
      settings: { ...defaultSettings, sip_server: 'wss://pbx.example.ru/ws' },
      version: 1,
    })
    expect(await read()).toEqual(changed)
    const [audit] = await database.store.repositories.audit.newest(1)
    expect(audit).toMatchObject({
      action: 'settings.changed',
      userId: admin.userId,
      details: { sip_server: { from: '', to: 'wss://pbx.example.ru/ws' } },
    })
    expect(Object.keys(audit?.details ?? {})).toEqual(['sip_server'])
    const head = await database.store.repositories.journal.head()
    const [entry] = await database.store.repositories.journal.after(head - 1, 1)
    expect(entry?.data).toEqual({ type: 'settings.changed', ...changed })
  })

  it('stay as they are when nothing differs', async () => {
    const before = await read()
    const head = await database.store.repositories.journal.head()
    expect(await change(before.version, { city: before.settings.city })).toEqual(before)
    expect(await database.store.repositories.journal.head()).toBe(head)
  })

  it('are refused with an old version and a wrong value', async () => {
    const { version } = await read()
    await expect(change(version - 1, { city: 'Омск' })).rejects.toMatchObject({
      code: 'conflict',
      details: { current: version },
    })
    await expect(change(version, { sip_server: 'http://no' })).rejects.toMatchObject({
      code: 'badInput',
      details: { field: 'sip_server' },
    })
  })

  it('changed by two at once are changed by one', async () => {
    const { version } = await read()
    const results = await Promise.allSettled([
      change(version, { city: 'Омск' }),
      change(version, { city: 'Курган' }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await read()).version).toBe(version + 1)
  })

  it('read one that another release left unreadable as its default, and the others as they are', async () => {
    await database.knex('settings').update({ data: { city: 'Омск', sip_server: 42, unknown: true } })
    expect((await read()).settings).toEqual({ ...defaultSettings, city: 'Омск' })
  })
})
