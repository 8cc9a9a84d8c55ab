import type { Deps } from '#server/deps.ts'
import { DIALOG_VALID_MS } from './phone-dialogs.ts'

/** Rows of SIP secrets that are over; no PBX believes them any more, this only keeps the table small. */
export async function removeExpiredAccounts({ store, now, log }: Deps): Promise<void> {
  const removed = await store.repositories.sipAccounts.removeExpired(now())
  await store.repositories.phoneDialogs.removeBefore(new Date(now().getTime() - DIALOG_VALID_MS))
  if (removed > 0) log.info({ removed }, 'expired SIP accounts removed')
}
