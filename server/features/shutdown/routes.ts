import { answerSurvey } from './notice/answer-survey.ts'
import { listShutdowns } from './list-shutdowns.ts'
import { getShutdown } from './get-shutdown.ts'
import { previewShutdown } from './preview-shutdown.ts'
import { createShutdown } from './create-shutdown.ts'
import { changeShutdown } from './change-shutdown.ts'
import { markTold } from './notice/mark-told.ts'
import { moveTerm } from './term/move-term.ts'
import { startShutdown } from './term/start-shutdown.ts'
import { endShutdown } from './term/end-shutdown.ts'
import { cancelShutdown } from './term/cancel-shutdown.ts'
import { reopenShutdown } from './term/reopen-shutdown.ts'
import { joinShutdown } from './join/join-shutdown.ts'
import { dailySummary } from './report/daily-summary.ts'
import { dismissSuggestion } from './suggestion/dismiss-suggestion.ts'
import { listSuggestions } from './suggestion/list-suggestions.ts'
import { shutdownHours } from './report/shutdown-hours.ts'
import type { shutdownRoutes as contract } from '#contracts/routes/shutdowns.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

export const shutdownRoutes = ({ deps }: Binding): Handlers<keyof typeof contract> => ({
  listShutdowns: (actor, input) => listShutdowns(deps, actor, input),
  getShutdown: (actor, input) => getShutdown(deps, actor, input),
  previewShutdown: (actor, input) => previewShutdown(deps, actor, input),
  createShutdown: (actor, input) => createShutdown(deps, actor, input),
  changeShutdown: (actor, input) => changeShutdown(deps, actor, input),
  moveTerm: (actor, input) => moveTerm(deps, actor, input),
  startShutdown: (actor, input) => startShutdown(deps, actor, input),
  endShutdown: (actor, input) => endShutdown(deps, actor, input),
  cancelShutdown: (actor, input) => cancelShutdown(deps, actor, input),
  reopenShutdown: (actor, input) => reopenShutdown(deps, actor, input),
  joinShutdown: (actor, input) => joinShutdown(deps, actor, input),
  answerSurvey: (actor, input) => answerSurvey(deps, actor, input),
  noticeTold: (actor, input) => markTold(deps, actor, input),
  listSuggestions: (actor) => listSuggestions(deps, actor),
  dismissSuggestion: (actor, input) => dismissSuggestion(deps, actor, input),
  dailySummary: (actor, input) => dailySummary(deps, actor, input),
  shutdownHours: (actor, input) => shutdownHours(deps, actor, input),
})
