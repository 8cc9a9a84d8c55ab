import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'
import { createCore } from './core.ts'
import type { Pbx, PbxOptions } from './options.ts'
import { createWebSocketTransport } from './transport/websocket.ts'

export type { Pbx, PbxOptions } from './options.ts'

/** The embedded PBX: a B2BUA for SIP over WebSocket; what it is for: docs/adr/0005-embedded-pbx.md. */
export function createPbx(options: PbxOptions): Pbx {
  const core = createCore(options, systemClock, () => randomBytes(10).toString('hex'))
  const transport = createWebSocketTransport(options, core.limits, core.flows)
  return {
    handleUpgrade: (req, socket, head) => transport.handleUpgrade(req, socket, head),
    live: () => core.live(),
    refreshAccounts: (usernames) => core.refreshAccounts(usernames),
    take: (callId, username) => core.take(callId, username),
    giveBack: (username) => core.giveBack(username),
    async stop() {
      core.stop()
      await transport.stop()
    },
  }
}
