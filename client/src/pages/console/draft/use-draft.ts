import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Task } from '#contracts/task.ts'
import { useConnectionStore } from '../../../entities/connection-store.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { useServices } from '../../../services.ts'
import { createDraftCopies } from './draft-copy.ts'
import { createDraftSession, type DraftSession, type DraftView } from './draft-session.ts'

/** The draft session of a form that shows one task for its whole life (`:key` by task id). */
export function useDraft(task: Task): { session: DraftSession; view: ShallowRef<DraftView> } {
  const { api } = useServices()
  const tasks = useTaskStore()
  const signIn = useSessionStore()
  const connection = useConnectionStore()
  const session: DraftSession = createDraftSession(task, {
    api,
    copies: createDraftCopies(sessionStorage),
    onChange: () => {
      view.value = session.view()
    },
    onTask: tasks.takeAnswer,
  })
  const view = shallowRef(session.view())
  watch(
    () => tasks.byId.get(task.id),
    (next) => {
      if (next !== undefined) session.receive(next)
    },
  )
  // Back on line, or signed in again: what waited is saved at once.
  watch([() => connection.state.kind, () => signIn.signedIn?.csrf], () => {
    if (view.value.status === 'offline') void session.flush()
  })
  onScopeDispose(session.stop)
  return { session, view }
}
