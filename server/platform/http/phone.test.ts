import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'
import { openSocket } from '#server/testing/edge/open-socket.ts'

let edge: TestEdge
beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.stop())

const credentials = async (tab: Browser): Promise<PhoneCredentials> => {
  const answer = await tab.send('POST', '/api/phone/credentials')
  expect(answer.status).toBe(200)
  return (await answer.json()) as PhoneCredentials
}
const accountOf = (username: string) =>
  edge.deps.store.repositories.sipAccounts.find(username, edge.deps.now())

describe('the SIP account of an operator', () => {
  it('is given as HA1 alone, for the SIP server of this site', async () => {
    const tab = await edge.as('operator')
    const given = await credentials(tab)
    expect(given).toMatchObject({
      server: `${edge.origin.replace('http', 'ws')}/ws`,
      username: tab.user?.sipUsername,
      domain: 'vakhta.test',
      realm: 'vakhta.test',
      displayName: tab.user?.name,
      queueNumber: '112',
    })
    expect(given.ha1).toMatch(/^[0-9a-f]{32}$/)
    expect(await accountOf(given.username)).toMatchObject({
      kind: 'operator',
      ha1Md5: given.ha1,
      ha1Sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      isPaused: false,
    })
  })

  it('is one for all tabs of a person, also when they ask at the same moment', async () => {
    const { login } = await edge.addUser('operator')
    const tabs = await Promise.all(Array.from({ length: 5 }, () => edge.signIn(login)))
    const given = await Promise.all(tabs.map(credentials))
    expect(new Set(given.map(({ ha1 }) => ha1)).size).toBe(1)
    expect((await credentials(await edge.signIn(login))).ha1).toBe(given[0]?.ha1)
  })

  it('goes with the last sign-out; with an earlier one it gets another secret, and the page that is left is told', async () => {
    const { login } = await edge.addUser('operator')
    const [one, other] = [await edge.signIn(login), await edge.signIn(login)]
    const { username, ha1 } = await credentials(one)
    const socket = openSocket(edge.origin, other)
    await vi.waitFor(() => expect(socket.connected).toBe(true))
    const told = new Promise<void>((resolve) => socket.on('phoneSecret', resolve))
    await one.send('POST', '/api/sign-out')
    await told
    socket.disconnect()
    const account = await accountOf(username)
    expect(account?.ha1Md5).not.toBe(ha1)
    expect((await credentials(other)).ha1).toBe(account?.ha1Md5)
    await other.send('POST', '/api/sign-out')
    expect(await accountOf(username)).toBeNull()
  })

  it('gets another secret after twelve hours, and none is valid in between', async () => {
    const { login } = await edge.addUser('operator')
    const first = await credentials(await edge.signIn(login))
    edge.advance(12 * 3_600_000 + 1)
    expect(await accountOf(first.username)).toBeNull()
    const second = await credentials(await edge.signIn(login))
    expect(second.ha1).not.toBe(first.ha1)
    expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt))
  })

  it('is not for a supervisor of the same house, who has no phone', async () => {
    expect((await (await edge.as('supervisor')).send('POST', '/api/phone/credentials')).status).toBe(403)
    // an admin may answer calls, but this one has no SIP name
    expect((await (await edge.as('admin')).send('POST', '/api/phone/credentials')).status).toBe(404)
  })

  it('points at `sip_server` as soon as that is set', async () => {
    const admin = await edge.as('admin')
    const { version } = (await (await admin.send('GET', '/api/settings')).json()) as { version: number }
    const sip_server = 'wss://pbx.example.ru:8089/ws'
    const changed = await admin.send('PUT', '/api/settings', { body: { version, changes: { sip_server } } })
    expect(changed.status).toBe(200)
    expect((await credentials(await edge.as('operator'))).server).toBe(sip_server)
    const caller = await edge.anonymous.send('POST', '/api/caller/credentials', {
      body: { number: '', name: '' },
    })
    expect(await caller.json()).toMatchObject({ server: sip_server })
    await admin.send('PUT', '/api/settings', { body: { version: version + 1, changes: { sip_server: '' } } })
  })
})

describe('the call page', () => {
  it('gets an account of its own for an hour, with the number that its visitor gave', async () => {
    const answer = await edge.anonymous.send('POST', '/api/caller/credentials', {
      body: { number: '+79220000001', name: 'Анна\r\nContact: <sip:evil>' },
    })
    const given = (await answer.json()) as PhoneCredentials
    expect(given.username).toMatch(/^web-[0-9a-f]{18}$/)
    expect(given.displayName).toBe('Анна  Contact: <sip:evil>')
    expect(await accountOf(given.username)).toMatchObject({ kind: 'caller', number: '+79220000001' })
    edge.advance(3_600_001)
    expect(await accountOf(given.username)).toBeNull()
  })

  it('gets thirty in ten minutes from one address and no more', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 32; n++)
      statuses.push(
        (await edge.anonymous.send('POST', '/api/caller/credentials', { body: { number: '', name: '' } }))
          .status,
      )
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(30)
    expect(statuses.at(-1)).toBe(429)
  })

  it('gets nothing where it is switched off', async () => {
    const closed = await startEdge({ callPage: false })
    const answer = await closed.anonymous.send('POST', '/api/caller/credentials', {
      body: { number: '', name: '' },
    })
    expect(answer.status).toBe(404)
    await closed.stop()
  })
})
