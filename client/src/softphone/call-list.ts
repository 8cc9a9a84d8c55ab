import { createCall, type Call, type CallParts } from './call.ts'
import type { Line } from './line.ts'
import type { PhoneCall } from './phone.ts'

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

/** The phone's calls; an ended one stays for a while, so that its end can be seen. */
export function createCallList(options: {
  endedLingerMs: number
  changed: (ended?: ListedCall) => void
}): CallList {
  const listed = new Map<string, ListedCall>()
  const ended = new Map<string, PhoneCall>()

  const finish = (snapshot: PhoneCall, entry?: ListedCall): void => {
    listed.delete(snapshot.id)
    ended.set(snapshot.id, snapshot)
    setTimeout(() => {
      ended.delete(snapshot.id)
      options.changed()
    }, options.endedLingerMs)
    options.changed(entry)
  }

  return {
    add: (line, parts) => {
      const { id } = parts.initial
      const call = createCall({
        ...parts,
        changed: () => {
          const entry = listed.get(id)
          if (!entry) return
          const snapshot = entry.call.snapshot()
          if (snapshot.state === 'ended') finish(snapshot, entry)
          else options.changed()
        },
      })
      listed.set(id, { call, line })
      options.changed()
      return call
    },
    addEnded: (call) => finish(call),
    get: (id) => listed.get(id),
    bySession: (session) => [...listed.values()].find(({ call }) => call.session === session)?.call,
    live: () => [...listed.values()],
    snapshots: () => [...[...listed.values()].map(({ call }) => call.snapshot()), ...ended.values()],
  }
}
