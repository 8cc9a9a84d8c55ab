import type { Logger } from 'pino'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import type { Deps } from '#server/deps.ts'
import { tailLedger, type LedgerTail } from '#sip/ledger/tail.ts'
import type { PbxSource } from './pbx-source.ts'

/** The one event path: lines of the PBX's ledger into receiveCallEvents, from where the last batch ended. */
export const followLedger = (
  deps: Deps,
  source: Pick<PbxSource, 'name' | 'ledgerFile' | 'translate'>,
  log: Logger,
): LedgerTail =>
  tailLedger({
    file: source.ledgerFile,
    source: source.name,
    translate: source.translate,
    receive: async (batch) => {
      await receiveCallEvents(deps, batch)
    },
    loadCursor: () => deps.store.repositories.ledger.cursor(source.name),
    log,
    pollMs: 250,
  })
