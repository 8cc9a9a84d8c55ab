import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asteriskCli } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { freePort } from '#server/platform/embedded/free-port.ts'
import { reloadLines } from '#sip/asterisk/ami/reload.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'

let database: TestDatabase
let asterisk: TestAsterisk
let one: NetworkSide
let two: NetworkSide
let phone: NodePhone
const realm = 'vakhta'
const ha1 = createHash('md5').update(`op-1:${realm}:secret`).digest('hex')
const cli = (command: string): Promise<string> => asteriskCli(asterisk.running, command)

beforeAll(async () => {
  database = await createTestDatabase()
  const [user] = await database
    .knex('users')
    .insert({ login: 'op-1', name: 'op-1', role: 'operator', password_hash: '', sip_username: 'op-1' })
    .returning('id')
  await database.knex('sip_accounts').insert({
    username: 'op-1', kind: 'operator', user_id: user.id, realm, ha1_md5: ha1, ha1_sha256: '',
    display_name: 'op-1', expires_at: new Date(Date.now() + 3_600_000),
  })
  asterisk = await startTestAsterisk({ databaseUrl: database.url, log: createTestLog() })
  const [p1, p2] = await Promise.all([freePort(), freePort()])
  one = await startNetworkSide('127.0.0.5', p1, { username: 'line', secret: 'line-secret' })
  two = await startNetworkSide('127.0.0.6', p2)
  await database.knex('trunks').insert([
    { name: 'one', host: '127.0.0.5', port: p1, registers: true, username: 'line', secret: 'line-secret', position: 2, numbers_out: 'national', caller_number: '+73452000001' },
    { name: 'two', host: '127.0.0.6', port: p2, position: 3 },
  ])
  phone = await openNodePhone({
    credentials: { server: asterisk.webSocket, domain: realm, username: 'op-1', ha1 },
    onCall: () => {},
  })
})
afterAll(async () => {
  await phone?.stop().catch(() => {})
  await asterisk?.stop()
  await one?.stop()
  await two?.stop()
  await database?.drop()
})
async function dial(number: string): Promise<NodeCall> {
  const call = phone.call(number)
  await vi.waitFor(() => expect(call.refusal !== null || call.session.state === 'Established').toBe(true), { timeout: 60_000 })
  return call
}

describe('lines', () => {
  it('scratch', async () => {
    await reloadLines(asterisk.ami)
    await pause(1500)
    let t = Date.now()
    const z = await dial('+79221234566')
    console.log('past a silent one', Date.now() - t, z.refusal)
    await z.hangUp()
    await database.knex('trunks').where({ origin: 'environment' }).update({ is_on: false })
    for (const c of ['pjsip show registrations', 'pjsip show contacts', 'pjsip show identifies', 'pjsip show acls', 'pjsip show identifies'])
      console.log(c, await cli(c))
    t = Date.now()
    const a = await dial('+79221234567')
    console.log('first', Date.now() - t, a.refusal, one.called, two.called)
    one.isDeaf = true
    t = Date.now()
    while (!(await cli('pjsip show contacts')).includes('Unavail') && Date.now() - t < 30_000) await pause(300)
    console.log('unavail after', Date.now() - t, await cli('pjsip show contacts'), await cli('core show channels'))
    t = Date.now()
    const b = await dial('+79221234568')
    console.log('second', Date.now() - t, b.refusal, one.called, two.called, a.session.state)
    one.isDeaf = false
    await b.hangUp()
    t = Date.now()
    while ((await cli('pjsip show contacts')).includes('Unavail') && Date.now() - t < 30_000) await pause(300)
    console.log('avail after', Date.now() - t, a.session.state)
    await a.hangUp()
    for (const status of [503, 486, 404, 603, 408]) {
      one.status = status
      const before = two.called.length
      t = Date.now()
      const c = await dial('+79221234569')
      console.log(status, 'refusal', c.refusal, 'two', two.called.length - before, Date.now() - t)
      await c.hangUp().catch(() => {})
      await pause(300)
    }
    console.log(await cli('database show outgoing'), await cli('group show channels'))
  }, 120_000)
})
