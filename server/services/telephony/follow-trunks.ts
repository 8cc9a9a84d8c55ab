import type { Logger } from 'pino'
import type { Trunk, TrunkLive } from '#contracts/trunk.ts'
import { trunksLive } from '#domain/trunk/trunk-live.ts'
import type { Deps } from '#server/deps.ts'
import type { TrunkSeen } from '#sip/asterisk/ami/trunks.ts'
import type { AmiAccount } from '#sip/asterisk/ami/once.ts'
import { reloadTrunks } from '#sip/asterisk/ami/reload.ts'

export interface FollowTrunksOptions {
  deps: Pick<Deps, 'store'>
  ami: AmiAccount
  log: Logger
  /** Asterisk has them as they are now. */
  changed: () => void
}

/** Keeps Asterisk's trunks as the table has them, and names those that it shows. */
export function followTrunks({ deps, ami, log, changed }: FollowTrunksOptions) {
  let trunks: readonly Trunk[] = []
  let hasOwn = false
  let turn: Promise<void> = Promise.resolve()
  async function renew(): Promise<void> {
    trunks = await deps.store.repositories.trunks.all()
    const hadOwn = hasOwn
    hasOwn = trunks.some(({ origin }) => origin === 'own')
    // who has the trunk of the environment alone never needs a reload
    if (hasOwn || hadOwn) {
      await reloadTrunks(ami)
      log.info({ trunks: trunks.length }, 'trunks are renewed')
    }
    changed()
  }
  return {
    /** At each connect and each change; one after the other, so that the last word is the newest. */
    renew(): void {
      turn = turn
        .then(renew)
        .catch((error: unknown) => log.error({ err: error }, 'trunks could not be renewed'))
    },
    trunksOf: (seen: TrunkSeen[]): TrunkLive[] => trunksLive(trunks, seen),
  }
}
