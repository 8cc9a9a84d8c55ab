import type { Logger } from 'pino'
import { takeLeadership } from '#server/platform/db/connection/leadership.ts'
import { locks } from '#server/platform/db/connection/locks.ts'
import type { Deps } from '#server/deps.ts'
import type { Config } from '#server/config/config.ts'
import type { PbxLive } from '#sip/live.ts'
import { startAsteriskSource } from './telephony/asterisk-source.ts'
import { startEmbeddedSource } from './telephony/embedded-source.ts'
import type { PbxSource } from './telephony/pbx-source.ts'
import { followOrders, rememberLostPageSeconds } from './telephony/follow-orders.ts'
import { followLedger } from './telephony/follow-ledger.ts'
import { keepLedger } from './telephony/keep-ledger.ts'
import { createLiveWriter } from './live-writer.ts'
import { watchOperators } from './operator-watch.ts'
import type { SipDoor } from './sip-door.ts'

export interface TelephonyOptions {
  config: Config
  deps: Deps
  log: Logger
  databaseUrl: string
}

export interface Telephony {
  /** The embedded PBX's, for the web service of the same process; null with Asterisk. */
  sipDoor: SipDoor | null
  stop(): Promise<void>
}

/**
 * The telephony service: the PBX's ledger into the product, its live state onto the boards. One process at a
 * time does it (hot standby); the embedded PBX itself rings on while PostgreSQL is away, its ledger waits.
 */
export async function startTelephony(options: TelephonyOptions): Promise<Telephony> {
  const { config, deps, log } = options
  const lostPage = rememberLostPageSeconds(deps)
  const lostPageSeconds = (): number => lostPage.now()
  const source: PbxSource =
    config.pbx.kind === 'embedded'
      ? await startEmbeddedSource({ ...options, pbx: config.pbx, lostPageSeconds })
      : startAsteriskSource({ ...options, pbx: config.pbx, lostPageSeconds })
  const leadership = takeLeadership({
    databaseUrl: options.databaseUrl,
    lock: locks.telephony,
    channels: ['sip_accounts', 'phone_orders', 'trunks'],
    log,
    async lead(notifications) {
      const tail = followLedger(deps, source, log)
      const files = keepLedger(deps, source)
      const writer = createLiveWriter(deps)
      let live: PbxLive | null = null
      const unwatch = await source.watch({
        onLive: (now) => {
          live = now
          writer.write(now)
        },
        onLedger: () => tail.poke(),
      })
      const operators = watchOperators(deps, {
        live: () => live,
        changed(usernames) {
          source.refreshAccounts(usernames)
          writer.renew()
        },
        outdated: (usernames) => source.refreshAccounts(usernames),
      })
      const orders = followOrders(deps, source)
      notifications((channel, payload) => {
        if (channel === 'phone_orders') return orders.receive(payload)
        if (channel === 'trunks') return source.trunksChanged()
        const username = payload
        source.refreshAccounts(username ? [username] : undefined)
        operators.wake()
      })
      return {
        async stop() {
          orders.stop()
          await unwatch()
          await operators.stop()
          await writer.stop()
          await files.stop()
          await tail.stop()
        },
      }
    },
  })
  return {
    sipDoor: source.sipDoor,
    async stop() {
      lostPage.stop()
      await source.stop()
      await leadership.stop()
    },
  }
}
