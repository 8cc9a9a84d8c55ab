import type { z } from 'zod'
import { Refusal, statusOfError, type ErrorBody } from '#contracts/error.ts'

/** Input that the contract does not allow; all issues are told. */
export class BadInput extends Error {
  readonly issues: { path: string; message: string }[]
  constructor(issues: { path: string; message: string }[]) {
    super('badInput')
    this.name = 'BadInput'
    this.issues = issues
  }
}

/** `part`: params, query or body; becomes the first step of each path. */
export const issuesOf = (part: string, error: z.ZodError): BadInput['issues'] =>
  error.issues.map((issue) => ({ path: [part, ...issue.path].join('.'), message: issue.message }))

const RETRY_SECONDS = 2

/**
 * Node's connection errors, SQLSTATE classes 08 (connection), 53 (resources: a full disk, no memory) and 57 (an operator
 * who cancels or shuts down), the driver's own texts and ours.
 */
const awayCode = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|08\w{3}|53\w{3}|57\w{3})$/
// knex puts the statement before the driver's words
const awayText =
  /(?:^| - )(?:PostgreSQL is away$|Connection terminated|Client has encountered a connection error|timeout expired|Unable to acquire a connection|Knex: Timeout acquiring a connection)/

/** Is the database not there, rather than the statement wrong? */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if ('code' in thrown && typeof thrown.code === 'string' && awayCode.test(thrown.code)) return true
  if (awayText.test(thrown.message)) return true
  if (thrown instanceof AggregateError && thrown.errors.some(isDatabaseAway)) return true
  return thrown.cause !== undefined && isDatabaseAway(thrown.cause)
}

export interface ErrorAnswer {
  status: number
  body: ErrorBody
  retryAfterSeconds: number | null
  /** Ours: to be logged with the stack. */
  isFault: boolean
}

/** Anything thrown, as an answer that tells the caller what he may know and nothing else. */
export function answerOf(thrown: unknown): ErrorAnswer {
  if (thrown instanceof BadInput)
    return {
      status: 400,
      body: { code: 'badInput', issues: thrown.issues },
      retryAfterSeconds: null,
      isFault: false,
    }
  if (thrown instanceof Refusal) {
    const { code, details } = thrown
    const retry = details['retryAfterSeconds']
    return {
      status: statusOfError[code],
      body: Object.keys(details).length > 0 ? { code, details } : { code },
      retryAfterSeconds:
        typeof retry === 'number' ? retry : statusOfError[code] === 503 ? RETRY_SECONDS : null,
      isFault: false,
    }
  }
  if (isDatabaseAway(thrown))
    return { status: 503, body: { code: 'databaseAway' }, retryAfterSeconds: RETRY_SECONDS, isFault: false }
  return { status: 500, body: { code: 'unexpected' }, retryAfterSeconds: null, isFault: true }
}
