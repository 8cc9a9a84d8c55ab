import { callIdOf } from '#domain/call/call-id.ts'
import { writtenOnce, type CallProjection } from './call-projection.ts'

/** The administrator finds in the audit when outgoing calls came near their bound or reached it. */
export const alarms: CallProjection = {
  kind: 'alarm',
  // an audit is never written a second time
  ...writtenOnce,
  project(tx, { events }) {
    for (const event of events) {
      if (event.type !== 'outgoing.limited') continue
      const { at, type, level, calls, seconds } = event
      const by = { userId: null, at: new Date(at) }
      tx.audit(type, by, { subject: callIdOf(event), details: { level, calls, seconds } })
    }
    return { writes: {}, unknown: [] }
  },
}
