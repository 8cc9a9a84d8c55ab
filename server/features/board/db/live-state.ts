import type { Knex } from 'knex'
import { LiveState } from '#contracts/journal.ts'
import { BrokenContract } from '#server/platform/broken-contract.ts'

interface LiveStateRow {
  id: number
  data: unknown
  at: Date
}

/** What the telephony process sees now: one row, not history, gone after a crash of PostgreSQL. */
export const liveState = (k: Knex) => ({
  async write(state: LiveState, now: Date): Promise<void> {
    await k('live_state')
      .insert({ id: 1, data: JSON.stringify(state), at: now })
      .onConflict('id')
      .merge()
    await k.raw(`select pg_notify('live', '')`)
  },
  /** Null when no telephony process has said anything yet. @throws BrokenContract */
  async read(): Promise<LiveState | null> {
    const row = await k<LiveStateRow>('live_state').where({ id: 1 }).first()
    if (!row) return null
    const state = LiveState.safeParse(row.data)
    if (!state.success) throw new BrokenContract('the live state', state.error)
    return state.data
  },
})
