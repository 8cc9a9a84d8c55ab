import { computed, type ComputedRef } from 'vue'
import type { Call } from '#contracts/call.ts'
import type { Task } from '#contracts/task.ts'
import { isUnregistered } from '#domain/task/states.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { currentCall, journalCallOf, otherCalls, ringingCall } from '../../../entities/phone/calls.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { useServices } from '../../../services.ts'
import { usePhone } from '../../../softphone/use-phone.ts'
import { isOutside, myCalls, type NowCalls } from '../console.ts'

/** The call at this phone, as the journal knows it; the phone's own list is faster than the way over the server. */
export function useMyCall(): {
  now: ComputedRef<NowCalls>
  /** What is to be filled for it; null once it is registered or joined. */
  task: ComputedRef<Task | null>
  /** A call to somebody outside that belongs to no task yet. */
  outgoing: ComputedRef<Call | null>
} {
  const snapshot = usePhone(useServices().phone)
  const session = useSessionStore()
  const calls = useCallStore()
  const tasks = useTaskStore()
  const now = computed(() => {
    const own = myCalls(calls.byId.values(), session.user?.sipUsername ?? null)
    const talking = currentCall(snapshot.value.calls)
    const ringing = ringingCall(snapshot.value.calls)
    const known = talking?.state === 'talking' ? journalCallOf(talking, calls.byId.values()) : null
    return {
      // who was asked first and then joined has the colleague's call at his phone, and talks in the resident's
      talking: known === null || known.state === 'ended' ? (own.talking ?? known) : known,
      ringing: (ringing === null ? null : journalCallOf(ringing, calls.byId.values())) ?? own.ringing,
    }
  })
  const task = computed(() => {
    const call = now.value.talking ?? now.value.ringing
    const found = call === null ? undefined : tasks.byCall.get(call.id)
    return found !== undefined && isUnregistered(found.status) ? found : null
  })
  const outgoing = computed(() => {
    const call = currentCall(snapshot.value.calls)
    // one that was refused at once too: what he wanted to call about is still to be written down
    if (call === null || call.direction !== 'out') return null
    // a colleague or a service is asked beside a talk: that is no card
    if (otherCalls(snapshot.value.calls, call).length > 0) return null
    const known = journalCallOf(call, calls.byId.values())
    if (known === null || known.direction !== 'out' || !isOutside(known.to)) return null
    // found by its number alone it may be a colleague's, who calls there too
    if (known.operator !== session.user?.sipUsername) return null
    return tasks.byCall.has(known.id) ? null : known
  })
  return { now, task, outgoing }
}
