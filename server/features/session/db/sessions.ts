import type { Knex } from 'knex'
import { companiesOfUserSql } from '#server/features/company/db/user-companies.ts'
import { Role } from '#contracts/permission.ts'
import type { User } from '#contracts/user.ts'

export interface Session {
  tokenHash: Buffer
  userId: number
  csrf: string
  ip: string
  userAgent: string
  createdAt: Date
  lastSeenAt: Date
  /** The absolute end, however busy the session is. */
  expiresAt: Date
}

interface SessionRow {
  token_hash: Buffer
  user_id: number
  csrf: string
  ip: string
  user_agent: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}
interface LiveRow extends SessionRow {
  login: string
  name: string
  role: string
  sip_username: string | null
  companies: number[] | null
}

const toSession = (row: SessionRow): Session => ({
  tokenHash: row.token_hash,
  userId: row.user_id,
  csrf: row.csrf,
  ip: row.ip,
  userAgent: row.user_agent,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
})

/**
 * Sessions by SHA-256 of their token. A session is live before its absolute end, while it was seen after
 * `idleSince`, and while its person is active.
 */
export const sessions = (k: Knex) => {
  const table = () => k<SessionRow>('sessions')
  const live = (now: Date, idleSince: Date) =>
    k('sessions as s')
      .join('users as u', 'u.id', 's.user_id')
      .where('s.expires_at', '>', now)
      .where('s.last_seen_at', '>', idleSince)
      .where('u.is_active', true)
  return {
    async add(session: Session): Promise<void> {
      await table().insert({
        token_hash: session.tokenHash,
        user_id: session.userId,
        csrf: session.csrf,
        ip: session.ip,
        user_agent: session.userAgent,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        expires_at: session.expiresAt,
      })
    },
    async findLive(
      hash: Buffer,
      now: Date,
      idleSince: Date,
    ): Promise<{ session: Session; user: User; companies: number[] | null } | null> {
      const row: LiveRow | undefined = await live(now, idleSince)
        .where('s.token_hash', hash)
        .first(
          's.*',
          'u.login',
          'u.name',
          'u.role',
          'u.sip_username',
          k.raw(`${companiesOfUserSql} as companies`),
        )
      if (!row) return null
      return {
        session: toSession(row),
        companies: row.companies,
        user: {
          id: row.user_id,
          login: row.login,
          name: row.name,
          role: Role.parse(row.role),
          sipUsername: row.sip_username,
        },
      }
    },
    /** Which of these sessions still live, each with the role that its person has now. */
    async stillLive(
      hashes: Buffer[],
      now: Date,
      idleSince: Date,
    ): Promise<{ tokenHash: Buffer; role: Role }[]> {
      const rows: { token_hash: Buffer; role: string }[] = await live(now, idleSince)
        .whereIn('s.token_hash', hashes)
        .select('s.token_hash', 'u.role')
      return rows.map((row) => ({ tokenHash: row.token_hash, role: Role.parse(row.role) }))
    },
    async touch(hashes: Buffer[], now: Date): Promise<void> {
      await table()
        .whereIn('token_hash', hashes)
        .where('last_seen_at', '<', now)
        .update({ last_seen_at: now })
    },
    /** True when there was one. Every web process hears of it and cuts that session's sockets. */
    async remove(hash: Buffer): Promise<boolean> {
      const removed = await table().where({ token_hash: hash }).delete()
      if (removed > 0) await k.raw(`select pg_notify('session', ?)`, [hash.toString('hex')])
      return removed > 0
    },
    /** All of a person's; every web process hears of each. */
    async removeOf(userId: number): Promise<void> {
      const ended: { token_hash: Buffer }[] = await table().where({ user_id: userId }).delete('token_hash')
      for (const { token_hash: hash } of ended)
        await k.raw(`select pg_notify('session', ?)`, [hash.toString('hex')])
    },
    async countLiveOf(userId: number, now: Date, idleSince: Date): Promise<number> {
      const rows: unknown[] = await live(now, idleSince).where('s.user_id', userId).select('s.user_id')
      return rows.length
    },
    /** Deletes what ended; sessions are never listed, so nothing waits for it. */
    removeEnded: (now: Date, idleSince: Date): Promise<number> =>
      table().where('expires_at', '<=', now).orWhere('last_seen_at', '<=', idleSince).delete(),
  }
}
