import { computed, onScopeDispose, watch } from 'vue'
import { signOfLifeMs } from '#domain/task/claim.ts'
import { useServices } from '../../services.ts'
import { useSessionStore } from '../session/store.ts'
import { useTaskStore } from '../task/store.ts'

/** While this page lives, it tells the server so for each call-back that its person has taken. */
export function useKeptClaims(): void {
  const { api } = useServices()
  const session = useSessionStore()
  const tasks = useTaskStore()
  const mine = computed(() =>
    tasks.callbacks
      .filter(({ claim }) => claim !== null && claim.userId === session.user?.id)
      .map(({ id }) => id),
  )
  // A sign that does not arrive is followed by the next one; a lost claim comes by the journal.
  const keep = (): void => {
    for (const id of mine.value) void api('keepClaim', { params: { id } }).catch(() => undefined)
  }
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  watch(
    () => mine.value.length > 0,
    (isHolding) => {
      stop()
      if (!isHolding) return
      keep()
      timer = setInterval(keep, signOfLifeMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
