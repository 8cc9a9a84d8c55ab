import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { createPbx, type Pbx } from '../pbx/pbx.ts'
import { testAccount, testAccounts, testDomain, testRealm } from '../testing/accounts.ts'
import { call, soundOf } from './node-caller.ts'
import { atOnce, openNodePhone, type NodeCall, type NodePhone } from './node-phone.ts'

const accounts = [
  testAccount('op-1'),
  testAccount('caller-1', { kind: 'caller', number: '+79220000001', displayName: 'Анна' }),
]
let folder: string
let pbx: Pbx
let server: Server
let operator: NodePhone | undefined
let operatorCalls: NodeCall[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vakhta-caller-'))
  operatorCalls = []
  pbx = createPbx({
    domain: testDomain,
    realm: testRealm,
    accounts: testAccounts(accounts),
    ledgerFile: join(folder, 'ledger.jsonl'),
    queue: { number: '112', name: 'dispatch', ringSeconds: 20, maxWaitSeconds: 60, wrapUpSeconds: 0 },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  })
  server = createServer()
  server.on('upgrade', (req, socket, head) => pbx.handleUpgrade(req, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await operator?.stop()
  operator = undefined
  await pbx.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function credentials(username: string): PhoneCredentials {
  const address = server.address()
  return {
    server: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/ws`,
    domain: testDomain,
    username,
    realm: testRealm,
    ha1: accounts.find((account) => account.username === username)?.ha1Md5 ?? '0'.repeat(32),
    displayName: username,
    queueNumber: '112',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  }
}
const openOperator = async (): Promise<void> => {
  operator = await openNodePhone({
    credentials: credentials('op-1'),
    sound: await soundOf({ sample: 'greeting' }),
    onCall: (made) => {
      operatorCalls.push(made)
      atOnce(made)
    },
  })
}
const ledger = (): string => readFileSync(join(folder, 'ledger.jsonl'), 'utf8')

describe('a headless caller', () => {
  it('says its sentence to the operator and hears the answer', async () => {
    await openOperator()
    const made = await call({ credentials: credentials('caller-1'), speech: { sample: 'leak' } })
    await made.answered
    expect(made.states.map(({ state }) => state)).toEqual(expect.arrayContaining(['dialling', 'talking']))
    expect(operatorCalls[0]?.pbxCallId).toMatch(/^embedded:/)
    await expect.poll(() => operatorCalls[0]?.heard().energy, { timeout: 15_000 }).toBeGreaterThan(0.001)
    await expect.poll(() => made.heard().energy, { timeout: 15_000 }).toBeGreaterThan(0.001)
    expect(made.sent()).toBeGreaterThan(10)

    await made.hangUp()
    await Promise.all([made.ended, operatorCalls[0]?.ended])
    expect(made.states.at(-1)?.state).toBe('ended')
    await made.stop()
  })

  it('is hung up on by the operator', async () => {
    await openOperator()
    const made = await call({ credentials: credentials('caller-1'), speech: { toneHz: 440 } })
    await made.answered
    await operatorCalls[0]?.hangUp()
    await made.ended
    await made.stop()
    expect(ledger()).toContain('operator')
  })

  it('waits in the queue while nobody is there, and gives up', async () => {
    const made = await call({ credentials: credentials('caller-1'), speech: { sample: 'leak' } })
    await expect.poll(() => made.states.at(-1)?.state).toBe('queued')
    await made.hangUp()
    await expect(made.answered).rejects.toThrow('not answered')
    await made.stop()
  })

  it('is refused with a wrong secret', async () => {
    const wrong = { ...credentials('caller-1'), ha1: 'f'.repeat(32) }
    const made = await call({ credentials: wrong, speech: { sample: 'leak' } })
    await expect(made.answered).rejects.toThrow(/40[137]/)
    await made.stop()
  })
})
