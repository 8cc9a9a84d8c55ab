import { DIALOG_VALID_MS } from '#server/app/phone/phone-dialogs.ts'
import type { JobHandler } from '../run-job.ts'

/** Rows of SIP secrets that are over; no PBX believes them any more, this only keeps the table small. */
export const sipAccountExpire: JobHandler = async ({ store, now, log }) => {
  const removed = await store.repositories.sipAccounts.removeExpired(now())
  await store.repositories.phoneDialogs.removeBefore(new Date(now().getTime() - DIALOG_VALID_MS))
  if (removed > 0) log.info({ removed }, 'expired SIP accounts removed')
}
