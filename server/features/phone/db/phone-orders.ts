import type { Knex } from 'knex'
import { z } from 'zod'
import { LedgerText } from '#contracts/text.ts'
import { query } from '#server/platform/db/sql.ts'

/** What the telephony process is asked to do at the PBX; it hears of it when the transaction commits. */
export const PhoneOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take'), callId: LedgerText, username: LedgerText }),
  z.object({ kind: z.literal('closed'), username: LedgerText }),
  z.object({ kind: z.literal('opened'), username: LedgerText }),
])
export type PhoneOrder = z.infer<typeof PhoneOrder>

export const phoneOrders = (k: Knex) => ({
  async give(order: PhoneOrder): Promise<void> {
    await query(k, `select pg_notify('phone_orders', ?)`, [JSON.stringify(order)])
  },
})
