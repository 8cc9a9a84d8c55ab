import { createCall, type Call, type CallParts } from './call.ts'
import type { Line } from '../line/line.ts'
import type { PhoneCall } from '../phone.ts'

export interface ListedCall {
  call: Call
  line: Line
}

export interface CallList {
  add(line: Line, parts: Omit<CallParts, 'changed'>): Call
  /** A call that ended before it had a session, so that the operator sees why. */
  addEnded(call: PhoneCall): void
  get(id: string): ListedCall | undefined
  bySession(session: Call['session']): Call | undefined
  /** Not ended. */
  live(): ListedCall[]
  snapshots(): readonly PhoneCall[]
}

/** The phone's calls, oldest first; an ended one stays for a while, so that its end can be seen. */
export function createCallList(options: { endedLingerMs: number; changed: () => void }): CallList {
  const all = new Map<string, ListedCall | { ended: PhoneCall }>()
  const live = (): ListedCall[] => [...all.values()].flatMap((entry) => ('call' in entry ? entry : []))

  const finish = (ended: PhoneCall): void => {
    all.set(ended.id, { ended })
    setTimeout(() => {
      all.delete(ended.id)
      options.changed()
    }, options.endedLingerMs)
    options.changed()
  }

  return {
    add: (line, parts) => {
      const { id } = parts.initial
      const call = createCall({
        ...parts,
        changed: () => {
          const entry = all.get(id)
          if (!entry || 'ended' in entry) return
          const snapshot = entry.call.snapshot()
          if (snapshot.state === 'ended') finish(snapshot)
          else options.changed()
        },
      })
      all.set(id, { call, line })
      options.changed()
      return call
    },
    addEnded: finish,
    get: (id) => {
      const entry = all.get(id)
      return entry && 'call' in entry ? entry : undefined
    },
    bySession: (session) => live().find(({ call }) => call.session === session)?.call,
    live,
    snapshots: () =>
      [...all.values()].map((entry) => ('call' in entry ? entry.call.snapshot() : entry.ended)),
  }
}
