import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { serveUpgrades } from '#server/platform/http/upgrade/upgrades.ts'
import type { Deps } from '#server/deps.ts'
import type { Config, PbxConfig } from '#server/config/config.ts'
import type { PbxLive } from '#sip/live.ts'
import { createPbx } from '#sip/pbx/pbx.ts'
import { translateEmbedded } from '#sip/translate/embedded.ts'
import type { SipDoor } from '../sip-door.ts'
import type { PbxSource } from './pbx-source.ts'
import { rememberAccounts } from './remembered-accounts.ts'

export interface EmbeddedSourceOptions {
  config: Config
  pbx: Extract<PbxConfig, { kind: 'embedded' }>
  deps: Deps
  log: Logger
  /** How long an operator whose page is lost is waited for. */
  lostPageSeconds: () => number
}

/**
 * The embedded PBX. It runs from start to stop of the process, whoever leads and whether PostgreSQL is there:
 * a call in progress must not notice either.
 */
export async function startEmbeddedSource({
  config,
  pbx: where,
  deps,
  log,
  lostPageSeconds,
}: EmbeddedSourceOptions): Promise<PbxSource> {
  let onLedger = (): void => {}
  let onLive = (_live: PbxLive): void => {}
  const pbx = createPbx({
    domain: config.sip.domain,
    realm: config.sip.realm,
    accounts: rememberAccounts(
      { find: (username) => deps.store.repositories.sipAccounts.find(username, deps.now()) },
      { log, now: () => performance.now() },
    ),
    ledgerFile: where.ledgerFile,
    queue: config.queue,
    log,
    onLedger: () => onLedger(),
    onLive: (live) => onLive(live),
    lostPageSeconds,
    // the PBX's limits count addresses: behind our web service or a trusted proxy the socket's own is nobody's
    ...(where.port === null && !config.http.trustProxy
      ? {}
      : {
          remoteAddress: ({ headers, socket }) =>
            String(headers['x-forwarded-for'] ?? '')
              .split(',')
              .at(-1)
              ?.trim() ||
            (socket.remoteAddress ?? ''),
        }),
  })
  const sipDoor: SipDoor = (req, socket, head) => pbx.handleUpgrade(req, socket, head)
  const server = where.port === null ? null : await listen(where.port, sipDoor, log)
  return {
    name: 'embedded',
    ledgerFile: where.ledgerFile,
    putsAside: true,
    translate: translateEmbedded,
    sipDoor,
    async watch(listener) {
      onLedger = listener.onLedger
      onLive = listener.onLive
      onLive(pbx.live())
      return async () => {
        onLedger = () => {}
        onLive = () => {}
      }
    },
    trunksChanged: () => {},
    take: (callId, username) => pbx.take(callId, username),
    // it keeps no places (ADR 0040)
    takeOut: () => {},
    giveBack: (username) => pbx.giveBack(username),
    refreshAccounts: (usernames) => pbx.refreshAccounts(usernames),
    async stop() {
      server?.close()
      await pbx.stop()
    },
  }
}

/** Loopback alone: the web service of this machine passes on whom its guard let in (ADR 0008). */
function listen(port: number, sipDoor: SipDoor, log: Logger): Promise<{ close(): void }> {
  const server = createServer((_req, res) => res.writeHead(426).end())
  serveUpgrades(server, { '/ws': sipDoor }, log)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
