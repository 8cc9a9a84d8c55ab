import { z } from 'zod'
import { LedgerText } from '#contracts/text.ts'

/** What the telephony process is asked to do at the PBX; it hears of it when the transaction commits. */
export const PhoneOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take'), callId: LedgerText, username: LedgerText }),
  z.object({ kind: z.literal('takeOut'), callId: LedgerText }),
  z.object({ kind: z.literal('closed'), username: LedgerText }),
  z.object({ kind: z.literal('opened'), username: LedgerText }),
])
export type PhoneOrder = z.infer<typeof PhoneOrder>
