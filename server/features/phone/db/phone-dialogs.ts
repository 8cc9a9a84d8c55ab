import type { Knex } from 'knex'
import { z } from 'zod'
import { SavedDialog } from '#contracts/phone.ts'

interface PhoneDialogsRow {
  user_id: number
  instance: string
  dialogs: unknown
  saved_at: Date
}

export interface PhoneDialogs {
  instance: string
  dialogs: SavedDialog[]
  savedAt: Date
}

/** The running talks of each operator: one row a person, of the browser that talks now. */
export const phoneDialogs = (k: Knex) => {
  const table = () => k<PhoneDialogsRow>('phone_dialogs')
  return {
    async save(userId: number, { instance, dialogs, savedAt }: PhoneDialogs): Promise<void> {
      await table()
        .insert({ user_id: userId, instance, dialogs: JSON.stringify(dialogs), saved_at: savedAt })
        .onConflict('user_id')
        .merge()
    },
    async find(userId: number, since: Date): Promise<PhoneDialogs | null> {
      const row = await table().where({ user_id: userId }).where('saved_at', '>', since).first()
      if (row === undefined) return null
      return {
        instance: row.instance,
        dialogs: z.array(SavedDialog).parse(row.dialogs),
        savedAt: row.saved_at,
      }
    },
    /** Only what that browser saved: one without talks says nothing about another's. */
    async remove(userId: number, instance: string): Promise<void> {
      await table().where({ user_id: userId, instance }).delete()
    },
    removeBefore: (moment: Date): Promise<number> => table().where('saved_at', '<=', moment).delete(),
  }
}
