import type { LiveState } from '#contracts/journal.ts'
import type { Deps } from '#server/app/deps.ts'
import type { PbxLive } from '#sip/live.ts'

/**
 * Keeps what the PBX shows now for every board: its operators under their names, paused ones as paused. A SIP
 * name that is nobody's of ours is left out; one of ours that the PBX does not know is offline.
 */
export async function reportLive(deps: Deps, live: PbxLive): Promise<LiveState> {
  const people = await deps.store.repositories.users.operators()
  const seen = new Map(live.operators.map((operator) => [operator.sipUsername, operator]))
  const state: LiveState = {
    operators: people.map(({ id, name, sipUsername }) => {
      const { state = 'offline', since = live.since } = seen.get(sipUsername) ?? {}
      return { sipUsername, userId: id, name, state, since }
    }),
    pbx: { kind: deps.installation.pbx, state: live.state, since: live.since },
    waiting: live.waiting,
  }
  await deps.store.repositories.liveState.write(state, deps.now())
  return state
}
