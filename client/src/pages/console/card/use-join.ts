import { inject, ref, type Ref } from 'vue'
import type { Task } from '#contracts/task.ts'
import { useErrorText } from '../../../i18n/error-text.ts'
import { toApiError } from '../../../realtime/api-error.ts'
import { useServices } from '../../../services.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'
import { swallowGuardKey } from './swallow-guard.ts'

/** Joins the draft of a card to an open task, asking first where that would swallow what was typed. */
export function useJoin(
  task: () => Task,
  onJoined: (into: Task) => void,
): { isJoining: Ref<boolean>; join: (into: Task) => Promise<void> } {
  const { api } = useServices()
  const toasts = useToasts()
  const errorText = useErrorText()
  const maySwallow = inject(swallowGuardKey, null)
  const isJoining = ref(false)
  async function join(into: Task): Promise<void> {
    isJoining.value = true
    try {
      if ((await maySwallow?.('join')) === false) return
      await api('joinTask', { params: { id: task().id }, body: { into: into.id } })
      onJoined(into)
    } catch (thrown) {
      toasts.show('bad', errorText(toApiError(thrown)))
    } finally {
      isJoining.value = false
    }
  }
  return { isJoining, join }
}
