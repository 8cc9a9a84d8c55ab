import { z } from 'zod'
import type { Session } from 'sip.js'
import { SavedDialog, type PhoneCredentials } from '#contracts/phone.ts'
import type { PhoneCall } from '../phone.ts'

export type RememberedDialog = SavedDialog

export interface DialogMemory {
  save(dialogs: readonly RememberedDialog[]): void
  /** What the page before the reload left; what cannot be read is nothing. */
  load(): RememberedDialog[]
}

const key = 'vakhta.phone.dialogs'

/** In sessionStorage: it is this tab's alone, and ends with it. Whoever knows a dialog's tags can take the call. */
export function createDialogMemory(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): DialogMemory {
  return {
    save: (dialogs) => {
      if (dialogs.length === 0) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(dialogs))
    },
    load: () => {
      try {
        const parsed = z.array(SavedDialog).safeParse(JSON.parse(storage.getItem(key) ?? '[]'))
        return parsed.data ?? []
      } catch {
        return []
      }
    },
  }
}

export function rememberDialog(
  session: Session,
  call: PhoneCall,
  { server, username }: PhoneCredentials,
): RememberedDialog | undefined {
  const { dialog } = session
  if (!dialog || call.state !== 'talking') return undefined
  const { direction, remoteNumber, remoteName, startedAt, answeredAt, pbxCallId, held } = call
  return {
    server,
    username,
    callId: dialog.callId,
    localTag: dialog.localTag,
    remoteTag: dialog.remoteTag,
    direction,
    remoteNumber,
    remoteName,
    startedAt,
    answeredAt,
    pbxCallId,
    held,
  }
}

/** Headers of the INVITE that takes the call up: the tags as the PBX sees them (RFC 3891 section 3). */
export function replacesHeaders(dialog: RememberedDialog): string[] {
  return [
    `Replaces: ${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`,
    'Require: replaces',
  ]
}
