import type { Task } from '#contracts/task.ts'
import { useErrorText } from '../../i18n/error-text.ts'
import { useText, type MessageKey } from '../../i18n/i18n.ts'
import { toApiError, type ApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import type { CallEndReason } from '../../softphone/phone.ts'
import { useToasts } from '../../ui/notes/toasts.ts'
import { formatNumber } from '../call/number.ts'
import { useCallStore } from '../call/store.ts'
import { useDial } from '../phone/talk/use-dial.ts'
import { useTaskStore } from '../task/store.ts'
import { numberToCall } from './missed.ts'

/** Why nobody was reached; what the operator ended himself needs no word. */
const unreached: Partial<Record<CallEndReason, MessageKey>> = {
  busy: 'phone.endBusy',
  noAnswer: 'phone.endNoAnswer',
  notFound: 'phone.endNotFound',
  notAllowed: 'phone.endNotAllowed',
  noMicrophone: 'phone.endNoMicrophone',
  failed: 'phone.endFailed',
}

/** Calling missed callers back: claimed first, so that two operators never dial the same resident. */
export function useCallBack() {
  const { api, phone } = useServices()
  const { dial } = useDial()
  const tasks = useTaskStore()
  const calls = useCallStore()
  const toasts = useToasts()
  const errorText = useErrorText()
  const { t } = useText()

  function explain(error: ApiError): void {
    const by = error.body?.details?.['by']
    const isTaken = error.code === 'alreadyClaimed' && by !== undefined
    toasts.show('bad', isTaken ? t('callback.taken', { name: by }) : errorText(error))
  }

  /** Null when it is this person's now. */
  async function refusal(task: Task): Promise<ApiError | null> {
    try {
      tasks.takeAnswer(await api('claimCallback', { params: { id: task.id }, body: {} }))
      return null
    } catch (thrown) {
      return toApiError(thrown)
    }
  }

  /** The voice line says it for a few seconds; who called back must find it when he looks again. */
  function explainEnd(callId: string, number: string): void {
    const stop = phone.subscribe(({ calls: now }) => {
      const call = now.find(({ id }) => id === callId)
      if (call?.state !== 'talking' && call?.state !== 'ended') return
      stop()
      const why = call.state === 'ended' && call.endReason !== null ? unreached[call.endReason] : undefined
      if (why !== undefined)
        toasts.show('bad', t('callback.notReached', { number: formatNumber(number), why: t(why) }))
    })
  }

  async function claim(task: Task): Promise<void> {
    const problem = await refusal(task)
    if (problem !== null) explain(problem)
  }

  async function callBack(task: Task): Promise<boolean> {
    const number = numberToCall(task, calls.byId)
    if (number === '') {
      toasts.show('bad', t('callback.noNumber'))
      return false
    }
    const problem = await refusal(task)
    // A server that is away keeps nobody from calling: ten minutes are ten minutes (ПП РФ 416, п. 13).
    if (problem !== null && !problem.isPassing) {
      explain(problem)
      return false
    }
    const dialled = await dial(number)
    if (dialled !== null) explainEnd(dialled, number)
    return dialled !== null
  }

  async function release(task: Task): Promise<void> {
    try {
      tasks.takeAnswer(await api('releaseCallback', { params: { id: task.id } }))
      toasts.show('good', t('callback.released'))
    } catch (thrown) {
      explain(toApiError(thrown))
    }
  }

  return { claim, callBack, release }
}
