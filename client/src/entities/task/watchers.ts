import { onScopeDispose, watchEffect } from 'vue'
import type { TaskWatcher, Watching } from '#contracts/task.ts'
import { useServices } from '../../services.ts'
import { useOperatorStore } from '../operator/store.ts'
import { useSessionStore } from '../session/store.ts'

/** Tells colleagues which task this component has open, while it lives. */
export function useWatching(watching: () => Watching): void {
  const { connection } = useServices()
  watchEffect(() => connection.watch(watching()))
  onScopeDispose(() => connection.watch(null))
}

/** Colleagues who have the task open now. */
export function useWatchers(): (taskId: number) => readonly TaskWatcher[] {
  const operators = useOperatorStore()
  const session = useSessionStore()
  return (taskId) => {
    const all = operators.live?.watchers
    if (all === undefined || all.length === 0) return []
    return all.filter((one) => one.taskId === taskId && one.userId !== session.user?.id)
  }
}
