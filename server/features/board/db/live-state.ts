import type { Knex } from 'knex'
import { LiveState } from '#contracts/journal.ts'
import { BrokenContract } from '#server/platform/broken-contract.ts'
import { held, locks } from '#server/platform/db/connection/locks.ts'
import type { TaskWatcher } from '#contracts/task.ts'
import { readWatchers } from '#server/features/task/db/task-watchers.ts'
import { query } from '#server/platform/db/sql.ts'
import { alone, part, together } from '#server/platform/db/together.ts'

const reading = part<{ data: unknown }, LiveState | null>(
  'select data from live_state where id = 1',
  [],
  ([row]) => {
    if (row === undefined) return null
    const state = LiveState.safeParse(row.data)
    if (!state.success) throw new BrokenContract('the live state', state.error)
    return state.data
  },
)

/** What the telephony process sees now: one row, not history, gone after a crash of PostgreSQL. */
export const liveState = (k: Knex) => ({
  async write(state: LiveState, now: Date): Promise<void> {
    await query(
      k,
      `insert into live_state (id, data, at) values (1, ?::jsonb, ?)
       on conflict (id) do update set data = excluded.data, at = excluded.at returning pg_notify('live', '')`,
      [JSON.stringify(state), now],
    )
  },

  /** Null when no telephony process has said anything yet. @throws BrokenContract */
  read: (): Promise<LiveState | null> => alone(k, reading),

  /** With the answer whether a process that writes it is there, and with who has what open. @throws BrokenContract */
  readWithWriter: (): Promise<{ state: LiveState | null; isWritten: boolean; watchers: TaskWatcher[] }> =>
    together(k, { state: reading, isWritten: held(locks.telephony), watchers: readWatchers }),
})
