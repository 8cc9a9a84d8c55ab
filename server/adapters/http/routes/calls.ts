import { confirmNumber } from '#server/app/call/confirm-number.ts'
import { listCalls } from '#server/app/call/list-calls.ts'
import { getCall } from '#server/app/call/get-call.ts'
import { getCallerCard } from '#server/app/call/get-caller-card.ts'
import { reportCallQuality } from '#server/app/call/report-call-quality.ts'
import type { Binding, Handlers } from './binding.ts'

type Names = 'listCalls' | 'getCall' | 'getCallerCard' | 'confirmCallNumber' | 'reportCallQuality'

export const callRoutes = ({ deps }: Binding): Handlers<Names> => ({
  listCalls: (actor, input) => listCalls(deps, actor, input),
  getCall: (actor, input) => getCall(deps, actor, input),
  getCallerCard: (actor, input) => getCallerCard(deps, actor, input),
  confirmCallNumber: (actor, input) => confirmNumber(deps, actor, input),
  reportCallQuality: (actor, input) => reportCallQuality(deps, actor, input),
})
