import type { Stats } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import type { Deps } from '#server/deps.ts'
import { isFull, partName } from '#sip/ledger/rotate.ts'
import { removeReadParts } from '#sip/ledger/remove-read.ts'
import type { PbxSource } from './pbx-source.ts'

const everyMs = 10 * 60_000
const dayMs = 24 * 3_600_000

/** The ledger's files on disk: put aside in time, and deleted some days after they were read (ADR 0020). */
export function keepLedger(deps: Deps, source: PbxSource): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const look = (): void => {
    running = running
      .then(() => tidyLedger(deps, source))
      // the database or the disk is away: the next look is soon enough
      .catch((error: unknown) => deps.log.warn({ error: String(error) }, 'ledger files could not be kept'))
  }
  look()
  const timer = setInterval(look, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

/** Some file systems do not know when a file was made: then it is put aside by its size. */
const begunAt = ({ birthtimeMs }: Stats, now: number): number => (birthtimeMs > 0 ? birthtimeMs : now)

/** One look. @throws when the folder or the database cannot be read */
export async function tidyLedger(
  { store, now, log }: Pick<Deps, 'store' | 'now' | 'log'>,
  source: Pick<PbxSource, 'name' | 'ledgerFile' | 'putsAside'>,
): Promise<void> {
  const { name, ledgerFile: file } = source
  const at = now().getTime()
  // Asterisk opens its file for each line, so a new name is all that there is to do
  if (!source.putsAside) {
    const facts = await stat(file).catch(() => null)
    if (facts !== null && isFull(facts.size, begunAt(facts, at), at)) await rename(file, partName(file, at))
  }
  const { settings } = await store.repositories.settings.read()
  const cursor = await store.repositories.ledger.cursor(name)
  const removed = await removeReadParts(file, cursor, new Date(at - settings.ledger_keep_days * dayMs))
  if (removed.length > 0) log.info({ source: name, removed: removed.length }, 'old ledger files removed')
}
