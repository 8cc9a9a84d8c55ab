import { isDeepStrictEqual } from 'node:util'
import type { Call } from '#contracts/call.ts'
import type { Transaction } from '#server/store.ts'
import type { CallBatch, CallProjection, Difference } from './call-projection.ts'

/** The ledger makes another call than the table has; `kept` null: none there, `made` null: no events for it. */
interface CallDifference extends Difference {
  kind: 'call'
  kept: Call | null
  made: Call | null
  fields: string[]
}

/** The calls themselves. */
export const calls: CallProjection<CallDifference> = {
  kind: 'call',
  project: (tx, batch) => ({ writes: write(tx, batch), unknown: [] }),
  async differs(tx, { ids, made }) {
    const kept = new Map((await tx.calls.byIds(ids)).map((call) => [call.id, call]))
    return ids.flatMap((callId) => {
      const pair = { kept: kept.get(callId) ?? null, made: made.get(callId) ?? null }
      const fields = differingFields(pair)
      return fields.length === 0 ? [] : { kind: 'call', callId, ...pair, fields }
    })
  },
  sentence: ({ callId, fields, kept, made }) =>
    `${callId}: ${fields.map((field) => `${field} ${part(kept, field)} → ${part(made, field)}`).join('; ')}`,
  async repair(tx, batch) {
    await tx.together(write(tx, batch))
  },
}

function write(tx: Transaction, { calls: all, steps }: CallBatch) {
  const changed = [...new Set(steps.map(({ call }) => call.id))].flatMap((id) => all.get(id) ?? [])
  tx.tell('call', ...changed)
  return { calls: tx.calls.saving(changed) }
}

function differingFields({ kept, made }: Pick<CallDifference, 'kept' | 'made'>): string[] {
  if (kept === null || made === null) return kept === made ? [] : ['id']
  // of their moment, and in no event
  const { companyId, lineName, notServed } = kept
  const parts = new Map(Object.entries({ ...made, companyId, lineName, notServed }))
  return Object.entries(kept)
    .filter(([key, value]) => !isDeepStrictEqual(value, parts.get(key)))
    .map(([key]) => key)
}

const part = (call: object | null, field: string): string =>
  call === null ? 'нет' : JSON.stringify(Object.entries(call).find(([key]) => key === field)?.[1])
