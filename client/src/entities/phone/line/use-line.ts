import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { toApiError, type ApiError } from '../../../realtime/api-error.ts'
import { useServices } from '../../../services.ts'
import type { PhoneSnapshot } from '../../../softphone/phone.ts'
import { useSessionStore } from '../../session/store.ts'
import { useSettingsStore } from '../../settings/store.ts'
import { createLine } from './line.ts'
import { keepChoice, readChoice } from './line-choice.ts'

const renewPauseMs = 10_000

/** The phone goes on the line when its page opens, follows the setting `sip_server`, and renews a refused secret. */
export function useLine(
  snapshot: Readonly<ShallowRef<PhoneSnapshot>>,
  isWanted: () => boolean,
): {
  isBusy: Ref<boolean>
  error: ShallowRef<ApiError | null>
  turnOn: () => Promise<void>
  turnOff: () => Promise<void>
} {
  const { api, phone } = useServices()
  const session = useSessionStore()
  const settings = useSettingsStore()
  const line = createLine(api, phone)
  const isBusy = ref(false)
  const error = shallowRef<ApiError | null>(null)
  let renewedAt = 0

  async function attempt(step: () => Promise<void>): Promise<void> {
    isBusy.value = true
    error.value = null
    try {
      await step()
    } catch (thrown) {
      error.value = toApiError(thrown)
    } finally {
      isBusy.value = false
    }
  }
  async function turnOn(): Promise<void> {
    keepChoice('on')
    await attempt(line.turnOn)
  }
  async function turnOff(): Promise<void> {
    keepChoice('off')
    await attempt(line.turnOff)
  }
  const startIfWanted = (): void => {
    const choice = readChoice()
    if (snapshot.value.registration.state !== 'off' || choice === 'off') return
    if (choice === 'on' || isWanted()) void turnOn()
  }
  onMounted(startIfWanted)
  watch(isWanted, startIfWanted)
  // No reload: the phone registers at the new server while a running call goes on at the old one.
  watch(
    () => settings.all?.sip_server,
    (now, before) => {
      if (before !== undefined && now !== before) void attempt(line.renew)
    },
  )
  // A new session gives new secrets, and the old ones die with the old session.
  watch(
    () => session.signedIn?.csrf,
    (now) => {
      if (now !== undefined) void attempt(line.renew)
    },
  )
  watch(
    () => snapshot.value.registration.reason,
    (reason) => {
      if (reason !== 'refused' || Date.now() - renewedAt < renewPauseMs) return
      renewedAt = Date.now()
      void attempt(line.renew)
    },
  )
  return { isBusy, error, turnOn, turnOff }
}
