import { feature } from '#server/platform/feature.ts'
import { listTasks } from './list-tasks.ts'
import { getTask } from './get-task.ts'
import { addTask } from './add-task.ts'
import { saveDraft } from './draft/save-draft.ts'
import { registerTask } from './register-task.ts'
import { joinTask } from './draft/join-task.ts'
import { undoJoin } from './draft/undo-join.ts'
import { moveTask } from './move-task.ts'
import { discardDraft } from './draft/discard-draft.ts'
import { tellApplicant } from './tell-applicant.ts'
import { recordHandover } from './record-handover.ts'
import { dismissDanger } from './dismiss-danger.ts'
import { rememberNumber } from './draft/remember-number.ts'

export const taskFeature = feature({
  handle: {
    listTasks,
    getTask,
    addTask,
    saveDraft,
    registerTask,
    joinTask,
    undoJoin,
    moveTask,
    discardDraft,
    tellApplicant,
    recordHandover,
    dismissDanger,
    rememberNumber,
  },
})
