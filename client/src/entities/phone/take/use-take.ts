import { defineStore } from 'pinia'
import { computed, ref, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Call } from '#contracts/call.ts'
import { useErrorText } from '../../../i18n/error-text.ts'
import { useText } from '../../../i18n/i18n.ts'
import { toApiError } from '../../../realtime/api-error.ts'
import { useServices } from '../../../services.ts'
import type { PhoneSnapshot } from '../../../softphone/phone.ts'
import { usePhone } from '../../../softphone/use-phone.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'
import { useCallStore } from '../../call/store.ts'
import { useOperatorStore } from '../../operator/store.ts'
import { useSessionStore } from '../../session/store.ts'
import { journalCallOf, ringingCall } from '../calls.ts'
import { mayTake, nextToTake } from './may-take.ts'

/** The call that this person asked for and that has not rung here yet. */
export const useTakeStore = defineStore('take', () => {
  const wanted = ref<string | null>(null)
  return { wanted }
})

export interface Take {
  /** Can this person take a waiting call now? */
  readonly canTake: ComputedRef<boolean>
  /** What the one key takes; null when there is nothing. */
  readonly next: ComputedRef<Call | null>
  take(callId: string): Promise<void>
}

/** Taking a call that waits, or rings at a colleague: asked of the server, answered by the page when it rings. */
export function useTake(): Take {
  const { api, phone } = useServices()
  const store = useTakeStore()
  const calls = useCallStore()
  const session = useSessionStore()
  const snapshot = usePhone(phone)
  const toasts = useToasts()
  const errorText = useErrorText()
  const { t } = useText()
  const canTake = computed(
    () => session.may('call.answer') && store.wanted === null && mayTake(snapshot.value),
  )
  const next = computed(() => (canTake.value ? nextToTake(calls.ringing) : null))

  async function take(callId: string): Promise<void> {
    if (!canTake.value) return
    store.wanted = callId
    try {
      await api('takeCall', { params: { id: callId } })
    } catch (thrown) {
      store.wanted = null
      const error = toApiError(thrown)
      const by = error.body?.details?.['by'] ?? ''
      const isTaken = error.code === 'alreadyTaken' && by !== ''
      toasts.show('bad', isTaken ? t('phone.takenBy', { name: by }) : errorText(error))
    }
  }
  return { canTake, next, take }
}

/** The call that was taken is answered as soon as it rings; who does not get it hears who did. */
export function useTakenCall(
  snapshot: Readonly<ShallowRef<PhoneSnapshot>>,
  answer: () => Promise<void>,
): void {
  const store = useTakeStore()
  const calls = useCallStore()
  const operators = useOperatorStore()
  const session = useSessionStore()
  const toasts = useToasts()
  const { t } = useText()
  const ringing = computed(() => ringingCall(snapshot.value.calls))
  watch([ringing, () => store.wanted], ([call, wanted]) => {
    if (call === null || wanted === null) return
    if ((call.pbxCallId ?? journalCallOf(call, calls.byId.values())?.id) !== wanted) return
    store.wanted = null
    void answer()
  })
  watch(
    () => (store.wanted === null ? undefined : calls.byId.get(store.wanted)),
    (call) => {
      if (store.wanted === null || call?.state === 'ringing') return
      store.wanted = null
      const by = call?.operator ?? null
      if (call?.state !== 'talking') toasts.show('bad', t('error.callOver'))
      else if (by !== session.user?.sipUsername)
        toasts.show('bad', t('phone.takenBy', { name: operators.nameOf(by) ?? '' }))
    },
  )
}
