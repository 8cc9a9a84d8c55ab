import type { Task } from '#contracts/task.ts'
import { useErrorText } from '../../i18n/error-text.ts'
import { useText } from '../../i18n/i18n.ts'
import { toApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useCallStore } from '../call/store.ts'
import { useTaskStore } from '../task/store.ts'
import { numberToCall } from './missed.ts'

/** Calling missed callers back: claimed first, so that two operators never dial the same resident. */
export function useCallBack() {
  const { api, phone } = useServices()
  const tasks = useTaskStore()
  const calls = useCallStore()
  const toasts = useToasts()
  const errorText = useErrorText()
  const { t } = useText()

  function explain(thrown: unknown): void {
    const error = toApiError(thrown)
    const by = error.body?.details?.['by']
    const isTaken = error.code === 'alreadyClaimed' && by !== undefined
    toasts.show('bad', isTaken ? t('missed.taken', { name: by }) : errorText(error))
  }

  /** True when it is this person's now; otherwise the page has said whose it is. */
  async function claim(task: Task): Promise<boolean> {
    try {
      tasks.takeAnswer(await api('claimCallback', { params: { id: task.id }, body: {} }))
      return true
    } catch (thrown) {
      explain(thrown)
      return false
    }
  }

  async function callBack(task: Task): Promise<boolean> {
    const number = numberToCall(task, calls.byId)
    if (number === '' || !(await claim(task))) return false
    try {
      await phone.dial(number)
      return true
    } catch {
      toasts.show('bad', t('phone.dialFailed'))
      return false
    }
  }

  async function release(task: Task): Promise<void> {
    try {
      tasks.takeAnswer(await api('releaseCallback', { params: { id: task.id } }))
      toasts.show('good', t('missed.released'))
    } catch (thrown) {
      explain(thrown)
    }
  }

  return { claim, callBack, release }
}
