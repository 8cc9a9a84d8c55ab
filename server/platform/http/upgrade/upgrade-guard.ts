import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Deps } from '#server/deps.ts'
import { authenticate } from '#server/platform/access/authenticate.ts'
import { isDatabaseAway } from '../errors.ts'
import { createPageSockets } from './page-sockets.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { requestTarget } from './request-target.ts'
import { sessionToken } from '../cookies/session-cookie.ts'
import type { Site } from '../site.ts'

export type UpgradeDecision =
  /** `session`: hex SHA-256 of the session token, null for a caller's token. */
  { ok: true; session: string | null } | { ok: false; status: 401 | 403 | 500 | 503 }

export interface UpgradeGuardOptions {
  deps: Deps
  site: Site
  /** Is it the token of a call page? */
  isCallerToken: (token: string) => Promise<boolean>
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

/** Guards /ws against other sites (cross-site WebSocket hijacking) and strangers, before any SIP is read. */
export function createUpgradeGuard({
  deps,
  site,
  isCallerToken,
  watchSession,
}: UpgradeGuardOptions): UpgradeGuard {
  const pageSockets = createPageSockets()
  async function authorizeUpgrade(req: IncomingMessage): Promise<UpgradeDecision> {
    if (!site.isOurs(req)) return { ok: false, status: 403 }
    try {
      const token = sessionToken(site, req)
      const known = token === null ? null : await authenticate(deps, token, site.ipOf(req))
      if (known?.actor.permissions.includes('call.answer'))
        return { ok: true, session: known.sessionHash.toString('hex') }
      const caller = requestTarget(req).query.get('caller')
      if (caller !== null && (await isCallerToken(caller))) return { ok: true, session: null }
      return { ok: false, status: known === null ? 401 : 403 }
    } catch (error) {
      if (isDatabaseAway(error)) return { ok: false, status: 503 }
      deps.log.error({ err: error }, 'SIP socket could not be authorized')
      return { ok: false, status: 500 }
    }
  }

  return {
    authorizeUpgrade,
    async handle(req, socket, head, accept) {
      const decision = await authorizeUpgrade(req)
      if (!decision.ok) return refuseUpgrade(socket, decision.status)
      if (socket.destroyed) return
      if (decision.session === null) {
        const leave = pageSockets.enter(site.ipOf(req))
        if (leave === null) return refuseUpgrade(socket, 503)
        socket.once('close', leave)
      } else {
        const unwatch = watchSession(decision.session, () => socket.destroy())
        socket.once('close', unwatch)
      }
      accept(req, socket, head)
    },
  }
}
