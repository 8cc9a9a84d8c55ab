import { setTimeout as pause } from 'node:timers/promises'
import type { LiveState } from '#contracts/journal.ts'
import { BrokenContract } from '#server/platform/broken-contract.ts'
import type { Deps } from '#server/deps.ts'

const POLL_MS = 2000
/** However busy the hour, whoever writes: boards are told at most ten times a second who does what. */
const REST_MS = 100

export interface Live {
  wake: () => void
  current: () => Promise<LiveState>
  stop: () => Promise<void>
}

/** Before any telephony process has reported: everybody is offline and the PBX is down. */
async function nothingReported(deps: Deps, since: string): Promise<LiveState> {
  const people = await deps.store.repositories.users.operators()
  return {
    operators: people.map(({ id, name, sipUsername }) => ({
      sipUsername,
      userId: id,
      name,
      state: 'offline',
      since,
    })),
    pbx: { kind: deps.installation.pbx, state: 'down', since },
    waiting: 0,
  }
}

/**
 * A telephony process that was killed leaves its last word in the row. Without one nobody here knows what the PBX
 * does: boards must say so, and since when.
 */
function watchTelephony(deps: Deps): (state: LiveState, isWritten: boolean) => LiveState {
  let goneSince: string | null = null
  return (state, isWritten) => {
    if (state.pbx.state === 'down' || isWritten) {
      goneSince = null
      return state
    }
    goneSince ??= deps.now().toISOString()
    return { ...state, pbx: { ...state.pbx, state: 'down', since: goneSince } }
  }
}

/** Reads the live state when woken (NOTIFY) and now and then, and emits it when it changed. */
export function startLive(deps: Deps, emit: (state: LiveState) => void): Live {
  const startedAt = deps.now().toISOString()
  let shown = ''
  let isWanted = false
  let isStopped = false
  let running: Promise<void> | null = null
  /** The last fault: the same every two seconds is said once. */
  let told = ''

  const checked = watchTelephony(deps)
  const current = async (): Promise<LiveState> => {
    const { state, isWritten, watchers } = await deps.store.repositories.liveState.readWithWriter()
    const live = checked(state ?? (await nothingReported(deps, startedAt)), isWritten)
    return watchers.length === 0 ? live : { ...live, watchers }
  }

  async function look(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      const state = await current()
      const text = JSON.stringify(state)
      if (text === shown) continue
      shown = text
      emit(state)
      await pause(REST_MS)
    }
  }

  function wake(): void {
    isWanted = true
    if (running !== null || isStopped) return
    running = look()
      // The database is away; the boards' age tells, the poll tries again
      .catch((error: unknown) => {
        const level = error instanceof BrokenContract && error.message !== told ? 'error' : 'debug'
        told = error instanceof Error ? error.message : ''
        deps.log[level]({ err: error }, 'live state could not be read')
      })
      .finally(() => {
        running = null
      })
  }

  const poll = setInterval(wake, POLL_MS)
  return {
    wake,
    current,
    async stop() {
      isStopped = true
      clearInterval(poll)
      await running
    },
  }
}
