import { dailySummary } from '#server/app/shutdown/daily-summary.ts'
import { dismissSuggestion } from '#server/app/shutdown/dismiss-suggestion.ts'
import { listSuggestions } from '#server/app/shutdown/list-suggestions.ts'
import { shutdownHours } from '#server/app/shutdown/shutdown-hours.ts'
import { shutdownRoutes as contract } from '#contracts/routes/shutdowns.ts'
import type { Binding, Handlers } from './binding.ts'
import { notYet } from './not-yet.ts'

export const shutdownRoutes = ({ deps }: Binding): Handlers<keyof typeof contract> => ({
  ...notYet(contract),
  listSuggestions: (actor) => listSuggestions(deps, actor),
  dismissSuggestion: (actor, input) => dismissSuggestion(deps, actor, input),
  dailySummary: (actor, input) => dailySummary(deps, actor, input),
  shutdownHours: (actor, input) => shutdownHours(deps, actor, input),
})
