import type { Role } from '#contracts/permission.ts'
import type { Deps } from '#server/deps.ts'
import { idleSince } from '#server/platform/access/lifetime.ts'

const SWEEP_MS = 3000
const TOUCH_EVERY_SWEEPS = 20

export interface SessionWatch {
  /**
   * `session`: hex SHA-256 of its token. Calls `cut` once, within 5 s of its end, or when its person's role is no
   * more `role`; returns what stops the watching.
   */
  watch: (session: string, cut: () => void, role?: Role) => () => void
  /** A process said that this session ended. */
  ended: (session: string) => void
  stop: () => void
}

/**
 * Cuts what hangs on sessions that are over: at once when told (NOTIFY), and within a sweep when they expired, the
 * person was deactivated or given another role, or the word was lost. While the database is away nobody is cut.
 * An open page counts as seen, so a long call does not sign anybody out.
 */
export function watchSessions(deps: Deps): SessionWatch {
  const watched = new Map<string, { cuts: Set<() => void>; role: Role | null }>()
  let sweeps = 0

  const ended = (session: string): void => {
    const cuts = watched.get(session)?.cuts ?? []
    watched.delete(session)
    for (const cut of cuts) cut()
  }

  async function sweep(): Promise<void> {
    if (watched.size === 0) return
    const hashes = [...watched.keys()]
    const now = deps.now()
    const { sessions } = deps.store.repositories
    const buffers = hashes.map((hash) => Buffer.from(hash, 'hex'))
    const live = await sessions.stillLive(buffers, now, idleSince(now))
    const roles = new Map(live.map(({ tokenHash, role }) => [tokenHash.toString('hex'), role]))
    for (const hash of hashes) {
      const entry = watched.get(hash)
      if (!entry) continue
      const role = roles.get(hash)
      if (role === undefined || (entry.role !== null && entry.role !== role)) ended(hash)
      else entry.role = role
    }
    if (++sweeps % TOUCH_EVERY_SWEEPS === 1)
      await sessions.touch(
        live.map((row) => row.tokenHash),
        now,
      )
  }

  let isSweeping = false
  const timer = setInterval(() => {
    if (isSweeping) return
    isSweeping = true
    sweep()
      .catch((error: unknown) => deps.log.debug({ err: error }, 'sessions could not be looked at'))
      .finally(() => {
        isSweeping = false
      })
  }, SWEEP_MS)

  return {
    watch(session, cut, role) {
      const entry = watched.get(session) ?? { cuts: new Set(), role: role ?? null }
      watched.set(session, entry)
      entry.cuts.add(cut)
      return () => {
        entry.cuts.delete(cut)
        if (entry.cuts.size === 0 && watched.get(session) === entry) watched.delete(session)
      }
    },
    ended,
    stop: () => clearInterval(timer),
  }
}
