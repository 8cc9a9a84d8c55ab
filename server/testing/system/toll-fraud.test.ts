import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { costlyClasses, isCostly } from '#contracts/dial-plan/dial-class.ts'
import { defaultOutgoingLimits } from '#contracts/dial-plan/outgoing-limits.ts'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { hashPassword } from '#server/features/session/password.ts'
import { asteriskCli, channelsOf } from '#server/testing/asterisk/asterisk-cli.ts'
import { startTestAsterisk, type TestAsterisk } from '#server/testing/asterisk/asterisk.ts'
import { addSipOperator, ha1Of, realm } from '#server/testing/asterisk/sip-operator.ts'
import { createTestDatabase, type TestDatabase } from '#server/testing/database/database.ts'
import { dialTable } from '#server/testing/asterisk/dial-table.ts'
import { startNginx, type NginxChild } from '#server/testing/deploy/nginx-child.ts'
import { startProduct, type Product } from '#server/testing/product/product.ts'
import { createTestLog } from '#server/testing/people/test-log.ts'
import { connectAmi, type AmiConnection } from '#sip/asterisk/ami/connection.ts'
import { startNetworkSide, type NetworkSide } from '#sip/testing/phones/network-side.ts'
import { openNodePhone, type NodeCall, type NodePhone } from '#sip/caller/node-phone.ts'
import { byUdp, byWebSocket, register } from '#sip/testing/raw-register.ts'

// Everything by which a thief or a bent operator turns the trunk into money, tried on a real Asterisk.

let database: TestDatabase
let asterisk: TestAsterisk
let network: NetworkSide
let ami: AmiConnection
const phones = new Map<string, NodePhone>()
let onRing: (call: NodeCall, operator: string) => void = () => {}

const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000 })
const cli = (command: string): Promise<string> => asteriskCli(asterisk.running, command)

beforeAll(async () => {
  database = await createTestDatabase()
  for (const name of ['op-1', 'op-2']) await addSipOperator(database.knex, name)
  asterisk = await startTestAsterisk({
    databaseUrl: database.url,
    log: createTestLog(),
    queue: { ringSeconds: 5, maxWaitSeconds: 60 },
    callsPerNumber: 3,
  })
  await cli('module load func_dialplan.so')
  network = await startNetworkSide('127.0.0.2', asterisk.trunkPort)
  ami = await connectAmi({ ...asterisk.ami, events: 'off', onEvent: () => {}, onClose: () => {} })
  for (const name of ['op-1', 'op-2']) phones.set(name, await phone(name))
  await eventually(async () =>
    expect((await cli('queue show dispatch')).match(/Not in use/g) ?? []).toHaveLength(2),
  )
})
afterAll(async () => {
  for (const one of phones.values()) await one.stop().catch(() => {})
  ami?.close()
  await asterisk?.stop()
  await network?.stop()
  await database?.drop()
})
afterEach(async () => {
  await cli('channel request hangup all')
  await eventually(async () => expect((await cli('core show channels concise')).trim()).toBe(''))
  await cli('database deltree outgoing')
  network.called.length = 0
})

const phone = (username: string): Promise<NodePhone> =>
  openNodePhone({
    credentials: { server: asterisk.webSocket, domain: realm, username, ha1: ha1Of(username) },
    onCall: (call) => onRing(call, username),
  })
const phoneOf = (username: string): NodePhone => {
  const one = phones.get(username)
  if (!one) throw new Error(`no phone of ${username}`)
  return one
}
const settings = (data: object): Promise<unknown> =>
  database
    .knex('settings')
    .insert({ id: 1, data: JSON.stringify(data), version: 1 })
    .onConflict('id')
    .merge()

/** Dials and waits until the network has answered or the PBX has refused; the status of a refusal. */
async function dial(username: string, number: string): Promise<{ call: NodeCall; refused: number | null }> {
  const call = phoneOf(username).call(number)
  await eventually(() => expect(call.refusal !== null || call.session.state === 'Established').toBe(true))
  return { call, refused: call.refusal }
}

/** A resident and an operator talk. */
async function talk(number: string): Promise<{ call: NodeCall; operator: string }> {
  const taken = new Promise<{ call: NodeCall; operator: string }>((resolve) => {
    onRing = (call, operator) => void call.answer().then(() => resolve({ call, operator }))
  })
  await asterisk.call({ number, scenario: 'caller-is-hung-up-by-operator' })
  const { call, operator } = await taken
  // a REFER before both are in the bridge is answered with 400
  await eventually(async () => {
    const bridges = (await cli('core show channels concise'))
      .split('\n')
      .map((line) => line.split('!').at(-2))
    expect(bridges.filter((bridge) => bridge !== undefined && bridge !== '')).toHaveLength(2)
  })
  return { call, operator }
}

describe('the dial plan', () => {
  const exists = async (number: string): Promise<boolean> => {
    const { value } = await ami.ask('Getvar', { variable: `DIALPLAN_EXISTS(operators,${number},1)` })
    return value === '1'
  }

  it('has of a hundred numbers those that exist and cost no fortune', async () => {
    for (const [number, dialClass] of dialTable)
      expect(await exists(number), number).toBe(dialClass !== null && !isCostly(dialClass))
  })

  it.each(costlyClasses)('has %s when its setting allows it, and nothing else more', async (allowed) => {
    await settings({ [`dial_${allowed}`]: true })
    try {
      for (const [number, dialClass] of dialTable)
        expect(await exists(number), number).toBe(
          dialClass !== null && (!isCostly(dialClass) || dialClass === allowed),
        )
    } finally {
      await settings({})
    }
  })

  it('lets nothing through to the network that is not of it', async () => {
    for (const number of ['81068212345', '88091234567', '+79401234567', '+14155550100', '166'])
      expect((await dial('op-1', number)).refused, number).toBe(404)
    expect((await dial('op-1', '+79221234567')).refused).toBeNull()
    expect(network.called).toEqual(['+79221234567'])
  })
})

describe('a phone that sends residents elsewhere', () => {
  it('by 302 sends nobody: the next operator is rung', async () => {
    let answered: NodeCall | undefined
    let redirected = 0
    onRing = (call) => {
      if (redirected++ === 0) return void call.redirect('+79221234567')
      void call.answer().then(() => (answered = call))
    }
    await asterisk.call({ number: '+79220000001', scenario: 'caller-is-hung-up-by-operator' })
    await eventually(() => expect(answered).toBeDefined())
    expect(network.called).toEqual([])
  })

  it('by 302 to a call of a colleague sends nobody', async () => {
    onRing = (call) => void call.redirect('+79221234567')
    const { refused } = await dial('op-1', 'op-2')
    expect(refused).not.toBeNull()
    expect(network.called).toEqual([])
  })

  it('by REFER reaches no number outside but those of our directory', async () => {
    const { call } = await talk('+79220000002')
    expect(await call.refer('+79221234567')).toBe(404)
    expect(await call.refer('81068212345')).toBe(404)
    expect(network.called).toEqual([])
  })

  it('by REFER reaches a worker of ours, on the account of who sent him', async () => {
    const [worker] = await database.knex('workers').insert({ name: 'Слесарь' }).returning('id')
    await database.knex('worker_phones').insert({ worker_id: worker.id, digits: '79225550101' })
    const { call, operator } = await talk('+79220000003')
    expect(await call.refer('+79225550101')).toBe(200)
    await eventually(() => expect(network.talking()).toEqual(['+79225550101']))
    expect(await cli('group show channels')).toMatch(new RegExp(`trunk-\\w+\\s+${operator}\\s+outgoing`))
  })
})

describe('an operator who calls outside', () => {
  it('has two calls at a time and no third', async () => {
    expect((await dial('op-1', '+79221234561')).refused).toBeNull()
    expect((await dial('op-1', '+79221234562')).refused).toBeNull()
    expect((await dial('op-1', '+79221234563')).refused).toBe(486)
    expect((await dial('op-2', '+79221234563')).refused).toBeNull()
    expect(network.called).toEqual(['+79221234561', '+79221234562', '+79221234563'])
  })

  const today = (): string => new Date().toISOString().slice(0, 10)
  const { outgoing_calls_per_day, outgoing_minutes_per_day } = defaultOutgoingLimits
  const told = async (): Promise<string[]> =>
    (await readFile(asterisk.running.celFile, 'utf8'))
      .split('\n')
      .flatMap((line) => /VAKHTA_OUTGOING.*?extra\\?"+:\\?"+(\w+):/.exec(line)?.[1] ?? [])

  it('is cut off when the time is over, and every second is counted', async () => {
    const [before, left] = [outgoing_minutes_per_day * 60 - 3, 3]
    await cli(`database put outgoing day ${today()}|5|${before}`)
    expect((await dial('op-1', '+79221234567')).refused).toBeNull()
    const since = Date.now()
    await eventually(() => expect(network.talking()).toEqual([]))
    // the time runs from the first ring: on a slow machine less of it is talked, and whole seconds of the clock are counted
    const spoken = (Date.now() - since) / 1000
    await eventually(async () => {
      const [, sum] = /\|6\|(\d+)/.exec(await cli('database get outgoing day')) ?? []
      expect(Number(sum) - before).toBeGreaterThanOrEqual(Math.min(left, spoken) - 1.5)
      expect(Number(sum) - before).toBeLessThanOrEqual(left + 2)
    })
  })

  it('is refused when the day is full, with an alarm in the ledger once', async () => {
    const before = (await told()).length
    await cli(`database put outgoing day ${today()}|${outgoing_calls_per_day - 1}|0`)
    expect((await dial('op-1', '+79221234561')).refused).toBeNull()
    for (const number of ['+79221234562', '+79221234563'])
      expect((await dial('op-2', number)).refused).toBe(403)
    expect(network.called).toEqual(['+79221234561'])
    await eventually(async () => expect((await told()).slice(before)).toEqual(['near', 'full']))
  })

  it('has the bounds that the settings give', async () => {
    await settings({ outgoing_calls_per_day: 1 })
    try {
      expect((await dial('op-1', '+79221234561')).refused).toBeNull()
      expect((await dial('op-2', '+79221234562')).refused).toBe(403)
    } finally {
      await settings({})
    }
  })
})

/** Calls are counted in windows of ten minutes: what is counted here must not begin in one and end in the next. */
const untilWindowLasts = (): Promise<void> =>
  vi.waitFor(() => expect(600 - ((Date.now() / 1000) % 600)).toBeGreaterThan(60), { timeout: 120_000 })

describe('a number that calls again and again', () => {
  it('is busy after the calls of ten minutes, and others are not', async () => {
    onRing = (call) => void call.answer()
    const calls = async (number: string): Promise<void> => {
      const run = await asterisk.call({ number, scenario: 'caller-hangs-up-when-told' })
      const came = eventually(async () => expect(await channelsOf(asterisk.running, 'trunk')).toHaveLength(1))
      await Promise.race([came, run.done])
      await cli('channel request hangup all')
      await run.done.catch(() => {})
      await eventually(async () => expect((await cli('core show channels concise')).trim()).toBe(''))
    }
    await untilWindowLasts()
    for (const _ of [1, 2, 3]) await calls('+79220000009')
    const fourth = await asterisk.call({ number: '+79220000009', scenario: 'caller-is-hung-up-by-operator' })
    await expect(fourth.done).rejects.toThrow(/486/)
    const written = await asterisk.call({ number: '89220000009', scenario: 'caller-is-hung-up-by-operator' })
    await expect(written.done).rejects.toThrow(/486/)
    const other = await talk('+79220000010')
    expect(other.call.session.state).toBe('Established')
  })
})

describe('call pages', () => {
  it('have two calls at once from one address, and their numbers keep nobody out of the trunk', async () => {
    const number = '+79220000020'
    const visitors = ['web-1', 'web-2', 'web-3', 'web-4']
    await database.knex('sip_accounts').insert(
      visitors.map((username) => ({
        username,
        kind: 'caller',
        realm,
        ha1_md5: ha1Of(username),
        ha1_sha256: '',
        display_name: '',
        number: username === 'web-4' ? number : '',
        visitor: username === 'web-4' ? 'another' : 'one',
        expires_at: new Date(Date.now() + 3_600_000),
      })),
    )
    for (const name of visitors) phones.set(name, await phone(name))
    onRing = () => {}
    const dialled: NodeCall[] = []
    const call = async (name: string): Promise<NodeCall> => {
      const one = phoneOf(name).call('112')
      dialled.push(one)
      await one.answered.catch(() => undefined)
      return one
    }
    await untilWindowLasts()
    for (const name of ['web-1', 'web-2']) expect((await call(name)).refusal).toBeNull()
    expect((await call('web-3')).refusal).toBe(486)
    for (const _ of [1, 2, 3]) {
      const again = await call('web-4')
      expect(again.refusal).toBeNull()
      await again.hangUp()
    }
    expect((await call('web-4')).refusal).toBe(486)
    for (const one of dialled) await one.hangUp().catch(() => {})
    // a call of theirs that still rings must not be taken for the one that follows
    await eventually(async () => expect((await cli('core show channels concise')).trim()).toBe(''))
    expect((await talk(number)).call.session.state).toBe('Established')
  })
})

describe('the secret of an operator', () => {
  const account = { username: 'op-1', realm, ha1: ha1Of('op-1') }
  const sip = () => ({ host: '127.0.0.1', port: asterisk.running.ports.sip })

  // 127.0.0.2 is the trunk, 127.0.0.3 a stranger
  it.each(['127.0.0.2', '127.0.0.3'])('registers nobody over UDP, from %s', async (from) => {
    const way = await byUdp(from, sip())
    const status = await register(way, account).catch(() => 'no answer')
    way.close()
    expect(status).not.toBe(200)
    expect(await cli('pjsip show contacts')).not.toContain('transport=udp')
  })
})

describe('who signs out behind nginx', () => {
  const login = 'leaves'
  const password = 'verno-i-dolgo'
  let product: Product
  let nginx: NginxChild
  beforeAll(async () => {
    const person = { login, name: login, role: 'operator', sip_username: 'op-3' }
    await database.knex('users').insert({ ...person, password_hash: await hashPassword(password) })
    product = await startProduct({
      // no secret of AMI: this service does nothing with it
      env: {
        SERVICES: 'web',
        DATABASE_URL: database.url,
        PBX: 'asterisk',
        ASTERISK_WS: new URL(asterisk.webSocket).host,
        TRUST_PROXY: '1',
        SIP_REALM: realm,
      },
    })
    const web = `127.0.0.1:${product.port}`
    nginx = await startNginx({ WEB_UPSTREAM: web, PBX_UPSTREAM: web })
  })
  afterAll(async () => {
    await nginx?.stop()
    await product?.stop()
  })

  async function session() {
    const send = async (path: string, headers: Record<string, string>, body: object) => {
      const answer = await fetch(`${nginx.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: nginx.origin, ...headers },
        body: JSON.stringify(body),
      })
      expect(answer.status, path).toBeLessThan(300)
      return answer
    }
    const signedIn = await send('/api/sign-in', {}, { login, password })
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const { csrf }: { csrf: string } = JSON.parse(await signedIn.text())
    const headers = { cookie, 'x-csrf-token': csrf }
    return {
      credentials: async (): Promise<PhoneCredentials> =>
        JSON.parse(await (await send('/api/phone/credentials', headers, {})).text()),
      signOut: () => send('/api/sign-out', headers, {}),
      async openSip(): Promise<WebSocket> {
        const address = `${nginx.origin.replace('http', 'ws')}/ws`
        const socket = new WebSocket(address, 'sip', { headers: { cookie, origin: nginx.origin } })
        await once(socket, 'open')
        return socket
      },
    }
  }

  it('loses socket, contact and secret, while the other session of the same person goes on with another', async () => {
    const [leaves, stays] = [await session(), await session()]
    const old = await leaves.credentials()
    const socket = await leaves.openSip()
    const closed = once(socket, 'close')
    expect(await register(byWebSocket(socket), old)).toBe(200)
    expect(await cli('pjsip show contacts')).toContain(' op-3/')
    await leaves.signOut()
    await closed
    await eventually(async () => expect(await cli('pjsip show contacts')).not.toContain(' op-3/'))
    const living = byWebSocket(await stays.openSip())
    expect(await register(living, old)).not.toBe(200)
    const fresh = await stays.credentials()
    expect(await register(living, fresh)).toBe(200)
    living.close()
  })
})

describe('the accounts of the manager', () => {
  const attempt = (account: AmiConnection, action: string, fields: Record<string, string> = {}) =>
    account.ask(action, fields).then(
      () => 'done',
      (error: unknown) => String(error),
    )
  const trunkCall = {
    channel: 'PJSIP/81068212345@trunk',
    context: 'operators',
    exten: '+79221234567',
    priority: '1',
    async: 'true',
  }

  it('of telephony reads lists, moves callers, and calls nobody', async () => {
    expect(await attempt(ami, 'Getvar', { variable: 'OURNUMBER' })).toBe('done')
    expect(await attempt(ami, 'Originate', trunkCall)).toMatch(/[Pp]ermission denied/)
    for (const action of ['Command', 'DBPut', 'MixMonitor', 'UpdateConfig', 'Reload'])
      expect(await attempt(ami, action), action).toMatch(/[Pp]ermission denied/)
    expect(network.called).toEqual([])
  })

  it('of telephony sends nobody who called us back out through the trunk', async () => {
    onRing = () => {}
    const run = await asterisk.call({ number: '+79220000030', scenario: 'caller-is-hung-up-by-operator' })
    run.done.catch(() => {})
    await eventually(async () => expect(await channelsOf(asterisk.running, 'trunk')).toHaveLength(1))
    const [caller = ''] = await channelsOf(asterisk.running, 'trunk')
    const to = { channel: caller, context: 'outgoing', exten: '+79221234567', priority: '1' }
    expect(await attempt(ami, 'Redirect', to)).toBe('done')
    await eventually(async () => expect(await channelsOf(asterisk.running, 'trunk')).toEqual([]))
    expect(network.called).toEqual([])
  })

  it('of the worker calls, and does nothing else', async () => {
    const robot = await connectAmi({ ...asterisk.robot, events: 'off', onEvent: () => {}, onClose: () => {} })
    try {
      for (const action of ['Setvar', 'Command', 'DBPut', 'Redirect', 'Hangup', 'UpdateConfig', 'Reload'])
        expect(await attempt(robot, action), action).toMatch(/[Pp]ermission denied/)
      const call = { ...trunkCall, channel: 'PJSIP/+79221234567@trunk', context: 'notice', exten: 's' }
      expect(await attempt(robot, 'Originate', call)).toBe('done')
      await eventually(() => expect(network.called).toEqual(['+79221234567']))
    } finally {
      robot.close()
    }
  })
})
