import type { Resumed, Snapshot } from '#contracts/journal.ts'
import type { PackedSnapshot } from '#contracts/socket.ts'

/** Browsers of before 2023 do without; they are sent the snapshot as it is. */
export const canUnpack = (): boolean => typeof DecompressionStream !== 'undefined'

/** The snapshot of a packed answer. Rejects what is broken. */
export async function unpacked({ gzip }: PackedSnapshot): Promise<Resumed> {
  const stream = new Blob([gzip]).stream().pipeThrough(new DecompressionStream('gzip'))
  // The boundary, as of every answer of the socket: what our own server sends is what the contract says.
  const snapshot: Snapshot = await new Response(stream).json()
  return { kind: 'snapshot', snapshot }
}
