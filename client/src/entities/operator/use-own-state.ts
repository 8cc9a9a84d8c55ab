import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { OperatorWish, PauseReason } from '#contracts/operator-state.ts'
import type { OperatorPresence } from '#contracts/user.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import { useSessionStore } from '../session/store.ts'
import { useOperatorStore } from './store.ts'

export interface OwnState {
  /** As every board shows it; null before the first word of the server, and for who has no phone. */
  readonly shown: ComputedRef<OperatorPresence | null>
  readonly isBusy: Ref<boolean>
  readonly error: ShallowRef<ApiError | null>
  reasons(): Promise<readonly PauseReason[]>
  /** True when it stands; otherwise `error` says why not. */
  set(wish: OperatorWish): Promise<boolean>
}

/** What the person at this page is now, and the way to change it. */
export function useOwnState(): OwnState {
  const { api } = useServices()
  const session = useSessionStore()
  const operators = useOperatorStore()
  const shown = computed(
    () => operators.operators.find((one) => one.userId === session.signedIn?.user.id) ?? null,
  )
  const isBusy = ref(false)
  const error = shallowRef<ApiError | null>(null)

  async function attempt<T>(step: () => Promise<T>): Promise<T | null> {
    isBusy.value = true
    error.value = null
    try {
      return await step()
    } catch (thrown) {
      error.value = toApiError(thrown)
      return null
    } finally {
      isBusy.value = false
    }
  }
  return {
    shown,
    isBusy,
    error,
    reasons: async () => (await attempt(() => api('listPauseReasons')))?.reasons ?? [],
    set: async (wish) => (await attempt(() => api('setOperatorState', { body: wish }))) !== null,
  }
}
