import type { Knex } from 'knex'
import { isStorable } from '#contracts/text.ts'
import { preparedQuery } from '#server/platform/db/sql.ts'
import type { SipAccount } from '#sip/live.ts'

interface SipAccountRow {
  username: string
  kind: 'operator' | 'caller'
  user_id: number | null
  realm: string
  ha1_md5: string
  ha1_sha256: string
  display_name: string
  number: string
  visitor: string
  created_at: Date
  expires_at: Date
}

/** Hex of HA1 by MD5 and by SHA-256. */
type SipSecret = Pick<SipAccount, 'ha1Md5' | 'ha1Sha256'>

/** An account as it is kept; `ha1…` are hex (RFC 7616 section 3.4.2). */
export interface StoredSipAccount extends Omit<SipAccount, 'isPaused'> {
  userId: number | null
  realm: string
  /** A call page's: a mark of the address that asked for it, no way back to it; '' of operators. */
  visitor: string
  expiresAt: Date
}

const toStored = (row: SipAccountRow): StoredSipAccount => ({
  username: row.username,
  kind: row.kind,
  userId: row.user_id,
  realm: row.realm,
  ha1Md5: row.ha1_md5,
  ha1Sha256: row.ha1_sha256,
  displayName: row.display_name,
  number: row.number,
  visitor: row.visitor,
  expiresAt: row.expires_at,
})

/** SIP accounts of operators (while signed in) and of call pages; both PBXs read them. */
export const sipAccounts = (k: Knex) => {
  const table = () => k<SipAccountRow>('sip_accounts')
  const changed = (username: string) => k.raw(`select pg_notify('sip_accounts', ?)`, [username])
  return {
    /** For a PBX: null when there is none, it expired, or its operator was deactivated. */
    async find(username: string, now: Date): Promise<SipAccount | null> {
      // a SIP header may hold anything: a name that no column can keep is nobody's, and no fault of the database's
      if (!isStorable(username)) return null
      // once a call: planned anew each time it would take longer than all else that an INVITE needs
      const [row] = await preparedQuery<
        SipAccountRow & { is_offered: boolean | null; is_active: boolean | null }
      >(
        k,
        `select a.*, o.is_offered, u.is_active from sip_accounts a
         left join users u on u.id = a.user_id left join operator_offers o on o.user_id = a.user_id
         where a.username = ? and a.expires_at > ?`,
        [username, now],
      )
      if (!row || row.is_active === false) return null
      const stored = toStored(row)
      return {
        username: stored.username,
        kind: stored.kind,
        ha1Md5: stored.ha1Md5,
        ha1Sha256: stored.ha1Sha256,
        displayName: stored.displayName,
        number: stored.number,
        isPaused: row.is_offered === false,
      }
    },
    /**
     * Keeps `account` unless a valid one of the same name and realm stands; answers what stands now. One
     * statement decides, so two tabs that ask at once get the same secret.
     */
    async issue(account: StoredSipAccount, now: Date): Promise<StoredSipAccount> {
      const row = {
        username: account.username,
        kind: account.kind,
        user_id: account.userId,
        realm: account.realm,
        ha1_md5: account.ha1Md5,
        ha1_sha256: account.ha1Sha256,
        display_name: account.displayName,
        number: account.number,
        visitor: account.visitor,
        created_at: now,
        expires_at: account.expiresAt,
      }
      const made = await table()
        .insert(row)
        .onConflict('username')
        .merge()
        .where((where) => {
          void where
            .where('sip_accounts.expires_at', '<=', now)
            .orWhere('sip_accounts.realm', '<>', account.realm)
        })
        .returning('*')
      if (made[0]) {
        await changed(account.username)
        return toStored(made[0])
      }
      const standing = await table().where({ username: account.username }).first()
      if (!standing) throw new Error('a SIP account vanished while it was issued')
      return toStored(standing)
    },
    async removeOfUser(userId: number): Promise<void> {
      const gone = await table().where({ user_id: userId }).delete().returning('username')
      for (const { username } of gone) await changed(username)
    },
    /**
     * The account goes on under another secret; whoever had the old one has nothing. The person's pages are told by
     * the channel `phone_secret`.
     */
    async changeSecret(userId: number, secretFor: (account: StoredSipAccount) => SipSecret): Promise<void> {
      const row = await table().where({ user_id: userId }).forUpdate().first()
      if (!row) return
      const { ha1Md5, ha1Sha256 } = secretFor(toStored(row))
      await table().where({ username: row.username }).update({ ha1_md5: ha1Md5, ha1_sha256: ha1Sha256 })
      await changed(row.username)
      await k.raw(`select pg_notify('phone_secret', ?)`, [String(userId)])
    },
    removeExpired: (now: Date): Promise<number> => table().where('expires_at', '<=', now).delete(),
  }
}
