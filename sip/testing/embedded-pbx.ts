import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallEvent } from '#contracts/call-event.ts'
import type { PbxLive, SipAccount, SipLog } from '../live.ts'
import { systemClock, type Clock } from '../pbx/clock.ts'
import { createCore, type Core } from '../pbx/core.ts'
import type { PbxOptions } from '../pbx/options.ts'
import { translateEmbedded } from '../translate/embedded.ts'
import { testAccounts, testAccount, testDomain, testRealm } from './accounts.ts'

export const silentLog: SipLog = { debug() {}, info() {}, warn() {}, error() {} }

export interface TestPbx {
  core: Core
  options: PbxOptions
  accounts: ReturnType<typeof testAccounts>
  lives: PbxLive[]
  /** Everything in the ledger so far. */
  events(): CallEvent[]
  /** Event types, with the operator where there is one: `leg.offered op-1`. */
  story(): string[]
  stop(): void
}

export const someAccounts: SipAccount[] = [
  testAccount('op-1'),
  testAccount('op-2'),
  testAccount('op-3'),
  testAccount('caller-1', { kind: 'caller', number: '+79220000001', displayName: 'Анна' }),
  testAccount('caller-2', { kind: 'caller', number: '+79220000002', displayName: '' }),
  testAccount('caller-3', { kind: 'caller', number: '+79220000003' }),
]

/** The PBX without its sockets, on a ledger of its own. */
export function testPbx(parts: Partial<PbxOptions> = {}, clock: Clock = systemClock): TestPbx {
  const folder = mkdtempSync(join(tmpdir(), 'vakhta-pbx-'))
  const accounts = testAccounts(someAccounts.map((account) => ({ ...account })))
  const lives: PbxLive[] = []
  const options: PbxOptions = {
    domain: testDomain,
    realm: testRealm,
    accounts,
    ledgerFile: join(folder, 'ledger.jsonl'),
    queue: { number: '112', name: 'dispatch', ringSeconds: 20, maxWaitSeconds: 120, wrapUpSeconds: 0 },
    log: silentLog,
    onLive: (live) => lives.push(live),
    ...parts,
    // All test phones sit at one address, and call again and again.
    limits: { maxPageCallsPerAddress: 1000, maxCallsInPeriod: 1e9, ...parts.limits },
  }
  let ids = 0
  const core = createCore(options, clock, () => `id${(++ids).toString(36).padStart(4, '0')}`)
  const events = (): CallEvent[] =>
    readFileSync(options.ledgerFile, 'utf8')
      .split('\n')
      .flatMap((line, i) => translateEmbedded(line, `1:${i}`, 'embedded'))
  return {
    core,
    options,
    accounts,
    lives,
    events,
    story: () =>
      events().map((event) => {
        const who = 'operator' in event && event.operator !== undefined ? ` ${event.operator}` : ''
        const why = 'cause' in event ? ` ${event.cause}` : ''
        return `${event.type}${who}${why}`
      }),
    stop() {
      core.stop()
      core.flows.closeAll()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
