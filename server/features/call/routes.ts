import { confirmNumber } from './confirm-number.ts'
import { listCalls } from './list-calls.ts'
import { getCall } from './get-call.ts'
import { getCallerCard } from './get-caller-card.ts'
import { reportCallQuality } from './report-call-quality.ts'
import type { Binding, Handlers } from '#server/platform/http/binding.ts'

type Names = 'listCalls' | 'getCall' | 'getCallerCard' | 'confirmCallNumber' | 'reportCallQuality'

export const callRoutes = ({ deps }: Binding): Handlers<Names> => ({
  listCalls: (actor, input) => listCalls(deps, actor, input),
  getCall: (actor, input) => getCall(deps, actor, input),
  getCallerCard: (actor, input) => getCallerCard(deps, actor, input),
  confirmCallNumber: (actor, input) => confirmNumber(deps, actor, input),
  reportCallQuality: (actor, input) => reportCallQuality(deps, actor, input),
})
