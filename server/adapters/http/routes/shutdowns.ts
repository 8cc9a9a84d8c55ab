import { answerSurvey } from '#server/app/shutdown/answer-survey.ts'
import { listShutdowns } from '#server/app/shutdown/list-shutdowns.ts'
import { getShutdown } from '#server/app/shutdown/get-shutdown.ts'
import { previewShutdown } from '#server/app/shutdown/preview-shutdown.ts'
import { createShutdown } from '#server/app/shutdown/create-shutdown.ts'
import { changeShutdown } from '#server/app/shutdown/change-shutdown.ts'
import { markTold } from '#server/app/shutdown/mark-told.ts'
import { moveTerm } from '#server/app/shutdown/move-term.ts'
import { startShutdown } from '#server/app/shutdown/start-shutdown.ts'
import { endShutdown } from '#server/app/shutdown/end-shutdown.ts'
import { cancelShutdown } from '#server/app/shutdown/cancel-shutdown.ts'
import { reopenShutdown } from '#server/app/shutdown/reopen-shutdown.ts'
import { joinShutdown } from '#server/app/shutdown/join-shutdown.ts'
import { dailySummary } from '#server/app/shutdown/daily-summary.ts'
import { dismissSuggestion } from '#server/app/shutdown/dismiss-suggestion.ts'
import { listSuggestions } from '#server/app/shutdown/list-suggestions.ts'
import { shutdownHours } from '#server/app/shutdown/shutdown-hours.ts'
import type { shutdownRoutes as contract } from '#contracts/routes/shutdowns.ts'
import type { Binding, Handlers } from './binding.ts'

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
