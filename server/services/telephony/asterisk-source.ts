import type { Logger } from 'pino'
import type { Config, PbxConfig } from '#server/config/config.ts'
import type { Deps } from '#server/deps.ts'
import { watchAsterisk, type AsteriskWatch } from '#sip/asterisk/ami/ami.ts'
import { installViews } from '#sip/asterisk/install-views.ts'
import { followTrunks } from './follow-trunks.ts'
import { translateCel } from '#sip/translate/cel.ts'
import { placeChannel } from '#sip/translate/place-channel.ts'
import type { PbxSource } from './pbx-source.ts'

export interface AsteriskSourceOptions {
  config: Config
  pbx: Extract<PbxConfig, { kind: 'asterisk' }>
  deps: Deps
  log: Logger
  /** How long an operator whose page is lost is waited for. */
  lostPageSeconds: () => number
}

/** Asterisk: its CEL file is the ledger, AMI is the live state. It reads our accounts itself, by SQL views. */
export function startAsteriskSource({
  config,
  pbx,
  deps,
  log,
  lostPageSeconds,
}: AsteriskSourceOptions): PbxSource {
  const { knex } = deps.store.repositories
  async function renewViews(): Promise<void> {
    const { role, password } = pbx.database
    if (password === null) return
    const database = String(knex.client.database())
    const { queue, timeZone } = config
    await installViews({ query: (sql) => knex.raw(sql), database, role, password, queue, timeZone })
  }
  let watch: AsteriskWatch | undefined
  const trunks = followTrunks({ deps, ami: pbx.ami, log, changed: () => watch?.renewTrunks() })
  return {
    name: 'asterisk',
    ledgerFile: pbx.celFile,
    putsAside: false,
    translate: translateCel,
    sipDoor: null,
    async watch({ onLive }) {
      await renewViews()
      watch = watchAsterisk({
        ...pbx.ami,
        log,
        trunksOf: (seen) => trunks.trunksOf(seen),
        onConnected: () => trunks.renew(),
        onLive,
        celFile: pbx.celFile,
        lostPageSeconds,
        async openCalls() {
          const { calls, keptPlaces } = deps.store.repositories
          const live = (await calls.live()).filter(({ source }) => source === 'asterisk')
          const places = await keptPlaces.standing(live.map(({ id }) => id))
          // who keeps his place has hung up: what stands there for him is his call, if anything does
          return live.flatMap(({ id }) => {
            const callId = id.slice('asterisk:'.length)
            const placement = places.get(id)
            if (placement === undefined) return callId
            return placement === null ? [] : placeChannel(callId, placement)
          })
        },
      })
      const here = watch
      onLive(here.live())
      return () => here.stop()
    },
    trunksChanged: () => trunks.renew(),
    take: (callId, username) => watch?.take(callId, username),
    takeOut: (callId) => watch?.takeOut(callId),
    giveBack: (username) => watch?.giveBack(username),
    refreshAccounts: () => {},
    stop: async () => {},
  }
}
