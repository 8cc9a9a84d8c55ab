import type { ShutdownCaller } from '#contracts/shutdown.ts'
import type { Repositories } from '#server/adapters/db/repositories.ts'
import { maskNumber } from '#domain/privacy/mask.ts'

/** Everybody who called about a shutdown, the newest first. */
export async function callersOf(
  tx: Repositories,
  shutdownId: number,
  maySeeNumbers: boolean,
): Promise<ShutdownCaller[]> {
  const callers = await tx.shutdownCallers.ofShutdown(shutdownId)
  return maySeeNumbers ? callers : callers.map((caller) => ({ ...caller, number: maskNumber(caller.number) }))
}
