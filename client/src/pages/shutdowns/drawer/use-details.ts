import { onScopeDispose, watch } from 'vue'
import type { RouteResponse } from '#contracts/http.ts'
import { useShutdownStore } from '../../../entities/shutdown/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { useServices } from '../../../services.ts'
import { useRequest, type Request } from '../../../use-request.ts'
import { isLeftToPerson } from './notice-text.ts'

const workEveryMs = 5000

/**
 * One shutdown with its callers and history. The journal says when it moved on: a new version, one more caller, a
 * task that belongs to it. Answers to a survey and who was told change nothing of that: they are asked for while the
 * shift is at it.
 */
export function useDetails(id: number): { details: Request<RouteResponse<'getShutdown'>>; load: () => void } {
  const { api } = useServices()
  const store = useShutdownStore()
  const tasks = useTaskStore()
  const details = useRequest<RouteResponse<'getShutdown'>>()
  const load = (): void => void details.run((signal) => api('getShutdown', { params: { id } }, signal))
  // Three hundred callers in ten minutes must not make three hundred questions.
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      load()
    }, 500)
  }
  const mark = (): string => {
    const shutdown = store.byId.get(id)
    const versions = tasks.open
      .filter((task) => task.shutdownId === id)
      .map((task) => `${task.id}.${task.version}`)
    return `${shutdown?.version} ${shutdown?.callerCount} ${versions.join()}`
  }
  watch(mark, soon)
  load()
  const work = setInterval(() => {
    const isAtWork = details.data.value?.callers.some(
      (caller) => isLeftToPerson(caller) || (caller.answer === null && caller.notice?.kind === 'survey'),
    )
    if (isAtWork === true && !details.isLoading.value) load()
  }, workEveryMs)
  onScopeDispose(() => {
    clearTimeout(timer)
    clearInterval(work)
  })
  return { details, load }
}
