import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'

const log = createTestLog()

let database: TestDatabase
const running: TestAsterisk[] = []
const phones: NodePhone[] = []

const start = async (withPrompts: boolean): Promise<TestAsterisk> => {
  const one = await startTestAsterisk({ databaseUrl: database.url, log, withPrompts })
  running.push(one)
  return one
}
const phone = async (
  asterisk: TestAsterisk,
  username: string,
  onCall?: (call: NodeCall) => void,
): Promise<NodePhone> => {
  const one = await openNodePhone({
    credentials: { server: asterisk.webSocket, domain: realm, username, ha1: ha1Of(username) },
    ...(onCall && { onCall }),
  })
  phones.push(one)
  return one
}

beforeAll(async () => {
  database = await createTestDatabase()
  const [user] = await database
    .knex('users')
    .insert({ login: 'o', name: 'Анна "О" <x>', role: 'operator', password_hash: '', sip_username: 'op-1' })
    .returning('id')
  const account = { realm, ha1_sha256: '', expires_at: new Date(Date.now() + 3_600_000) }
  await database.knex('sip_accounts').insert([
    {
      ...account,
      username: 'op-1',
      kind: 'operator',
      user_id: user.id,
      ha1_md5: ha1Of('op-1'),
      display_name: 'О',
    },
    {
      ...account,
      username: 'call-7',
      kind: 'caller',
      ha1_md5: ha1Of('call-7'),
      display_name: 'Гость',
      number: '+79229990000',
    },
  ])
})

afterAll(async () => {
  for (const one of phones) await one.stop().catch(() => {})
  for (const one of running) await one.stop()
  await database?.drop()
})

describe('Asterisk as we set it up', () => {
  it('greets before it queues, and says that the talk is recorded', async () => {
    const asterisk = await start(true)
    const caller = await phone(asterisk, 'call-7')
    const call = caller.call('112')
    // the greeting is speech: several seconds that are loud and no tone
    await vi.waitFor(
      () => {
        const loud = call.samples().filter((sample) => Math.abs(sample) > 1000)
        expect(loud.length).toBeGreaterThan(4000)
      },
      { timeout: 60_000 },
    )
    await call.hangUp()
  })

  it('takes a call from the call page with its number, and lets it dial nothing but the queue', async () => {
    const asterisk = running[0] ?? (await start(false))
    let rang: (number: string) => void = () => {}
    const number = new Promise<string>((resolve) => (rang = resolve))
    await phone(asterisk, 'op-1', (call) => {
      rang(call.remoteUser)
      void call.answer()
    })
    const caller = phones[0]
    const call = caller?.call('112')
    expect(await number).toBe('+79229990000')
    await call?.hangUp()
    for (const other of ['op-1', '+79221234567', 'reattach']) {
      const refused = caller?.call(other)
      await vi.waitFor(() => expect(refused?.session.state, other).toBe('Terminated'), { timeout: 60_000 })
    }
  })

  it('lets its role read the views and nothing else', async () => {
    const role = `vakhta_asterisk_${new URL(database.url).pathname.slice(1)}`
    const may = async (what: string): Promise<boolean> => {
      const { rows } = await database.knex.raw('select has_table_privilege(?, ?, ?) as may', [
        role,
        what,
        'select',
      ])
      return rows[0].may
    }
    expect(await may('asterisk.ps_auths')).toBe(true)
    for (const table of ['users', 'sessions', 'sip_accounts', 'tasks', 'residents'])
      expect(await may(`public.${table}`), table).toBe(false)
  })

  it('is kept when it runs already, and started anew after a kill', async () => {
    const first = running[0] ?? (await start(false))
    const pid = first.running.pid
    await first.restart()
    expect(first.running.pid).toBe(pid)
    expect(first.running.isAdopted).toBe(true)
    await first.running.kill()
    await first.restart()
    expect(first.running.isAdopted).toBe(false)
    expect(first.running.pid).not.toBe(pid)
  })
})
