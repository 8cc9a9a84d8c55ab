import { listTasks } from './list-tasks.ts'
import { getTask } from './get-task.ts'
import { addTask } from './add-task.ts'
import { saveDraft } from './draft/save-draft.ts'
import { registerTask } from './register-task.ts'
import { joinTask } from './draft/join-task.ts'
import { moveTask } from './move-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { claimCallback } from '#server/features/callback/claim-callback.ts'
import { keepClaim } from '#server/features/callback/keep-claim.ts'
import { releaseCallback } from '#server/features/callback/release-callback.ts'
import { tellApplicant } from './tell-applicant.ts'
import { recordHandover } from './record-handover.ts'
import { rememberNumber } from './draft/remember-number.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

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
