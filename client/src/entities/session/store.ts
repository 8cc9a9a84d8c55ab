import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Permission } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'

/** Who is signed in on this page. `isExpired`: the session ended under the page, which keeps what was typed. */
export const useSessionStore = defineStore('session', () => {
  const signedIn = shallowRef<SignedIn | null>(null)
  const isExpired = ref(false)
  const user = computed(() => signedIn.value?.user ?? null)
  const csrf = (): string => signedIn.value?.csrf ?? ''
  const may = (permission: Permission): boolean => signedIn.value?.permissions.includes(permission) ?? false
  const take = (next: SignedIn): void => {
    signedIn.value = next
    isExpired.value = false
  }
  const expire = (): void => {
    if (signedIn.value !== null) isExpired.value = true
  }
  const leave = (): void => {
    signedIn.value = null
    isExpired.value = false
  }
  return { signedIn, isExpired, user, csrf, may, take, expire, leave }
})
