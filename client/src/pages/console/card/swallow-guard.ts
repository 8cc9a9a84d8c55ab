import { shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Handover, Task, TaskFields } from '#contracts/task.ts'
import type { Api } from '../../../realtime/api.ts'
import { lateParts } from '../../../ui/late-parts.ts'

/** What a deed would take out of sight: a draft's text, and who took a danger over. */
export interface Swallowed {
  deed: 'join' | 'told' | 'discard'
  text: string
  handovers: readonly Handover[]
}
export interface Asked extends Swallowed {
  answer: (isYes: boolean) => void
}
/** May the open draft go this way? Asks only where something would be swallowed. */
export type SwallowGuard = (deed: Swallowed['deed']) => Promise<boolean>
export const swallowGuardKey: InjectionKey<SwallowGuard> = Symbol('swallowGuard')

export const {
  parts: { SwallowDialog },
  fetch: fetchSwallowDialog,
} = lateParts({ SwallowDialog: () => import('./SwallowDialog.vue') })

export interface OpenDraft {
  task: Task
  fields: TaskFields
  /** What is typed and not yet saved is saved: the draft may be closed a moment later. */
  flush: () => Promise<void>
}

export function createSwallowGuard(
  api: Api,
  current: () => OpenDraft | null,
): { ask: SwallowGuard; asked: ShallowRef<Asked | null> } {
  const asked = shallowRef<Asked | null>(null)
  async function ask(deed: Swallowed['deed']): Promise<boolean> {
    const draft = current()
    if (draft === null) return true
    await draft.flush()
    // only an emergency has been handed over
    const known = draft.fields.isEmergency
      ? await api('getTask', { params: { id: draft.task.id } }).catch(() => null)
      : null
    const text = draft.fields.text.trim()
    const handovers = known?.handovers ?? []
    if (text === '' && handovers.length === 0) return true
    return new Promise((resolve) => {
      asked.value = {
        deed,
        text,
        handovers,
        answer(isYes) {
          asked.value = null
          resolve(isYes)
        },
      }
    })
  }
  return { ask, asked }
}
