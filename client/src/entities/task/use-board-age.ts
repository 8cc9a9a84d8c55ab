import { refAutoReset } from '@vueuse/core'
import { computed, watch, type ComputedRef } from 'vue'
import { useConnectionStore } from '../connection-store.ts'
import { useNow } from '../../ui/use-now.ts'

/** A line that is back within this was never noticed. */
const patienceMs = 5000
/** A snapshot that comes within this needs no skeleton, which would only flash. */
const flashMs = 150

export type BoardAge =
  | { kind: 'live' }
  /** The first snapshot is on its way; `isSlow` once that is worth showing, `isLost` when there is no way. */
  | { kind: 'loading'; isSlow: boolean; isLost: boolean }
  /** What is shown is of `at`. */
  | { kind: 'stale'; at: number }

/** How old what the board shows is. */
export function useBoardAge(): ComputedRef<BoardAge> {
  const connection = useConnectionStore()
  const now = useNow()
  const isEarly = refAutoReset(false, flashMs)
  watch(
    () => connection.state.kind === 'connecting',
    (isConnecting) => {
      isEarly.value = isConnecting
    },
    { immediate: true },
  )
  return computed(() => {
    const { kind, currentAt } = connection.state
    if (kind === 'off' || kind === 'online') return { kind: 'live' }
    if (currentAt === null) return { kind: 'loading', isSlow: !isEarly.value, isLost: kind === 'lost' }
    if (kind === 'lost' && now.value - currentAt >= patienceMs) return { kind: 'stale', at: currentAt }
    return { kind: 'live' }
  })
}
