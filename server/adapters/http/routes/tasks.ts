import { listTasks } from '#server/app/task/list-tasks.ts'
import { getTask } from '#server/app/task/get-task.ts'
import { addTask } from '#server/app/task/add-task.ts'
import { saveDraft } from '#server/app/task/save-draft.ts'
import { registerTask } from '#server/app/task/register-task.ts'
import { joinTask } from '#server/app/task/join-task.ts'
import { moveTask } from '#server/app/task/move-task.ts'
import { discardDraft } from '#server/app/task/discard-draft.ts'
import { claimCallback } from '#server/app/task/claim-callback.ts'
import { keepClaim } from '#server/app/task/keep-claim.ts'
import { releaseCallback } from '#server/app/task/release-callback.ts'
import { tellApplicant } from '#server/app/task/tell-applicant.ts'
import { recordHandover } from '#server/app/task/record-handover.ts'
import { rememberNumber } from '#server/app/task/remember-number.ts'
import type { Binding, Handlers } from './binding.ts'

type Names =
  | 'listTasks'
  | 'getTask'
  | 'addTask'
  | 'saveDraft'
  | 'registerTask'
  | 'joinTask'
  | 'moveTask'
  | 'discardDraft'
  | 'tellApplicant'
  | 'recordHandover'
  | 'rememberNumber'
  | 'claimCallback'
  | 'keepClaim'
  | 'releaseCallback'

export const taskRoutes = ({ deps }: Binding): Handlers<Names> => ({
  listTasks: (actor, input) => listTasks(deps, actor, input),
  getTask: (actor, input) => getTask(deps, actor, input),
  addTask: (actor, input) => addTask(deps, actor, input),
  saveDraft: (actor, input) => saveDraft(deps, actor, input),
  registerTask: (actor, input) => registerTask(deps, actor, input),
  joinTask: (actor, input) => joinTask(deps, actor, input),
  moveTask: (actor, input) => moveTask(deps, actor, input),
  discardDraft: (actor, input) => discardDraft(deps, actor, input),
  tellApplicant: (actor, input) => tellApplicant(deps, actor, input),
  recordHandover: (actor, input) => recordHandover(deps, actor, input),
  rememberNumber: (actor, input) => rememberNumber(deps, actor, input),
  claimCallback: (actor, input) => claimCallback(deps, actor, input),
  keepClaim: (actor, input) => keepClaim(deps, actor, input),
  releaseCallback: (actor, input) => releaseCallback(deps, actor, input),
})
