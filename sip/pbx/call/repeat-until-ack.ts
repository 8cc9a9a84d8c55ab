import type { Clock } from '../clock.ts'
import type { InviteServerTransaction } from '../transaction/invite-server.ts'
import { T1, T2, timeoutMs } from '../transaction/timers.ts'

/**
 * Sends the 2xx again at T1, 2 T1, … T2 until stopped, and gives up after 64 T1 (RFC 3261 §13.3.1.4): required
 * even over a reliable transport, because the ACK is end to end.
 */
export function repeatUntilAck(
  clock: Clock,
  invite: InviteServerTransaction,
  gaveUp: () => void,
): () => void {
  let waited = 0
  let pause = T1
  let cancel: () => void
  const again = (): void => {
    waited += pause
    if (waited >= timeoutMs) return gaveUp()
    invite.repeated()
    pause = Math.min(2 * pause, T2, timeoutMs - waited)
    cancel = clock.after(pause, again)
  }
  cancel = clock.after(pause, again)
  return () => cancel()
}
