import type { Pbx, PbxOptions } from './options.ts'

export type { Pbx, PbxOptions, QueueOptions } from './options.ts'
export type { Limits } from './limits.ts'

/** The embedded PBX: a B2BUA for SIP over WebSocket; what it is for: docs/adr/0005-embedded-pbx.md. */
export function createPbx(_options: PbxOptions): Pbx {
  throw new Error('not built yet')
}
