import type { PhoneCall } from '../phone.ts'

export type NewCall = Pick<PhoneCall, 'direction' | 'state'> & Partial<PhoneCall>

/** A call that just began, with what is known of it. */
export function blankCall(id: string, now: Date, known: NewCall): PhoneCall {
  return {
    id,
    remoteNumber: '',
    remoteName: '',
    held: false,
    heldByRemote: false,
    muted: false,
    inConference: false,
    startedAt: now.toISOString(),
    answeredAt: null,
    endReason: null,
    pbxCallId: null,
    ...known,
  }
}
