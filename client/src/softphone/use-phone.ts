import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Phone, PhoneSnapshot } from './phone.ts'

/** The phone's snapshot as a shallow ref: one render a change, nothing of the SIP stack inside. */
export function usePhone(phone: Phone): Readonly<ShallowRef<PhoneSnapshot>> {
  const snapshot = shallowRef(phone.snapshot())
  const unsubscribe = phone.subscribe((next) => {
    snapshot.value = next
  })
  onScopeDispose(unsubscribe)
  return snapshot
}
