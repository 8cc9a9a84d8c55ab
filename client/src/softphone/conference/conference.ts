import type { CallList, ListedCall } from '../sip/call-list.ts'

export interface Conference {
  /** Everybody in these calls hears everybody. */
  join(ids: readonly string[]): void
  /** To be called after each change: who left or holds hears and is heard no more. */
  settle(): void
}

/**
 * Calls of this phone whose parties hear each other: to each of them goes our voice together with the voices of the
 * others. A call that is held or over leaves; one alone is an ordinary talk again.
 */
export function createConference(list: CallList): Conference {
  let members: string[] = []
  const present = (): ListedCall[] =>
    members.flatMap((id) => {
      const entry = list.get(id)
      const call = entry?.call.snapshot()
      return entry && call?.state === 'talking' && !call.held ? entry : []
    })
  let isSettling = false
  const settle = (): void => {
    if (isSettling || members.length === 0) return
    // Marking a call tells of a change, which leads here again.
    isSettling = true
    const before = members
    const now = present()
    const isConference = now.length > 1
    members = isConference ? now.map(({ call }) => call.snapshot().id) : []
    for (const id of before) {
      const call = list.get(id)?.call
      const others = now.filter((entry) => entry.call !== call)
      const isMember = isConference && members.includes(id)
      call?.media?.mixWith(
        isMember ? others.flatMap(({ call: other }) => other.media?.remoteTrack ?? []) : [],
      )
      call?.setInConference(isMember)
    }
    isSettling = false
  }
  return {
    join: (ids) => {
      members = [...new Set(ids)]
      settle()
    },
    settle,
  }
}
