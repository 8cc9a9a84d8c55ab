import { inject, type InjectionKey } from 'vue'
import type { SessionActions } from './session.ts'

export const sessionKey: InjectionKey<SessionActions> = Symbol('session')

export function useSessionActions(): SessionActions {
  const actions = inject(sessionKey)
  if (actions === undefined) throw new Error('Session actions were not provided to the app')
  return actions
}
