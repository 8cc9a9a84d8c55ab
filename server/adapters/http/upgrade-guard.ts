import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Deps } from '#server/app/deps.ts'
import type { Site } from './site.ts'

export type UpgradeDecision =
  /** `session`: hex SHA-256 of the session token, null for a caller's token. */
  { ok: true; session: string | null } | { ok: false; status: 401 | 403 | 503 }

export interface UpgradeGuardOptions {
  deps: Deps
  site: Site
  /** From createRealtime: calls `cut` when the session is over; returns what stops the watching. */
  watchSession: (session: string, cut: () => void) => () => void
}

export interface UpgradeGuard {
  /** May this request become a SIP WebSocket? Origin ours, and a session cookie or the call page's token. */
  authorizeUpgrade(req: IncomingMessage): Promise<UpgradeDecision>
  /**
   * The whole guard: answers a refusal itself, else calls `accept` (the PBX's handleUpgrade) and cuts the socket
   * when the session ends.
   */
  handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    accept: (req: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ): Promise<void>
}

export function createUpgradeGuard(_options: UpgradeGuardOptions): UpgradeGuard {
  return {
    authorizeUpgrade: () => Promise.resolve({ ok: false, status: 401 }),
    handle: () => Promise.resolve(),
  }
}
