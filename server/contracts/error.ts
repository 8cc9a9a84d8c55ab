import { z } from 'zod'
import { Text } from './text.ts'

/**
 * Every refusal and fault that can reach a person, by code; the client's phrases are keyed by it.
 * Kinds: the caller's own doing (4xx, not reported), passing trouble (503, try again), ours (500).
 */
export const ErrorCode = z.enum([
  'badInput', // 400, with `issues`
  'notSignedIn', // 401
  'wrongPassword', // 401
  'badOrigin', // 403: CSRF token or Origin header wrong
  'notAllowed', // 403, with `permission`
  'notFound', // 404
  'conflict', // 409: somebody changed it first, with the `current` version
  'alreadyRegistered', // 409
  'alreadyClaimed', // 409: somebody calls this number back now, `by` whom
  'alreadyTaken', // 409: a colleague, `by` name, has this call
  'callOver', // 409: the caller has hung up
  'taskNotOpen', // 409: cannot join, move or edit a task in this state
  'cannotMove', // 409: no such transition
  'callNotOver', // 409
  'wouldLeaveNobody', // 409: nobody else takes calls; the same with `confirmed: true` does it
  'notWrappingUp', // 409: the rest after the call is over
  'inUse', // 409: something refers to it, `by` what
  'linesBroken', // 409: callers would be left nowhere; `problem`, and the `name` of the line, queue or menu
  'shutdownOver', // 409: it ended or was cancelled
  'tooMany', // 429, with `retryAfterSeconds`
  'tooLarge', // 413
  'databaseAway', // 503, with Retry-After
  'pbxAway', // 503
  'unexpected', // 500
])
export type ErrorCode = z.infer<typeof ErrorCode>

export const statusOfError: Record<ErrorCode, number> = {
  badInput: 400,
  notSignedIn: 401,
  wrongPassword: 401,
  badOrigin: 403,
  notAllowed: 403,
  notFound: 404,
  conflict: 409,
  alreadyRegistered: 409,
  alreadyClaimed: 409,
  alreadyTaken: 409,
  callOver: 409,
  taskNotOpen: 409,
  cannotMove: 409,
  callNotOver: 409,
  wouldLeaveNobody: 409,
  notWrappingUp: 409,
  inUse: 409,
  linesBroken: 409,
  shutdownOver: 409,
  tooLarge: 413,
  tooMany: 429,
  unexpected: 500,
  databaseAway: 503,
  pbxAway: 503,
}

export const ErrorIssue = z.object({ path: Text, message: Text })

/** The body of every error answer, and of every refused socket request. */
export const ErrorBody = z.object({
  code: ErrorCode,
  requestId: Text.optional(),
  issues: z.array(ErrorIssue).optional(),
  details: z.record(Text, z.union([Text, z.number()])).optional(),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** A refusal that a use case gives on purpose; the HTTP and socket edges turn it into an ErrorBody. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, string | number>
  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
