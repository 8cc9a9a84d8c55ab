import type { Logger } from 'pino'
import type { Trunk, TrunkLive } from '#contracts/trunk.ts'
import { trunksLive } from '#domain/trunk/trunk-live.ts'
import type { Deps } from '#server/deps.ts'
import type { LineSeen } from '#sip/asterisk/ami/lines.ts'
import type { AmiAccount } from '#sip/asterisk/ami/once.ts'
import { reloadLines } from '#sip/asterisk/ami/reload.ts'

export interface FollowLinesOptions {
  deps: Pick<Deps, 'store'>
  ami: AmiAccount
  log: Logger
  /** Asterisk has them as they are now. */
  changed: () => void
}

/** Keeps Asterisk's lines as the table has them, and names those that it shows. */
export function followLines({ deps, ami, log, changed }: FollowLinesOptions) {
  let trunks: readonly Trunk[] = []
  let hasOwn = false
  let turn: Promise<void> = Promise.resolve()
  async function renew(): Promise<void> {
    trunks = await deps.store.repositories.trunks.all()
    const hadOwn = hasOwn
    hasOwn = trunks.some(({ origin }) => origin === 'own')
    // who has the line of the environment alone never needs a reload
    if (hasOwn || hadOwn) {
      await reloadLines(ami)
      log.info({ lines: trunks.length }, 'lines to providers are renewed')
    }
    changed()
  }
  return {
    /** At each connect and each change; one after the other, so that the last word is the newest. */
    renew(): void {
      turn = turn
        .then(renew)
        .catch((error: unknown) => log.error({ err: error }, 'lines to providers could not be renewed'))
    },
    trunksOf: (seen: LineSeen[]): TrunkLive[] => trunksLive(trunks, seen),
  }
}
