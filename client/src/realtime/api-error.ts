import type { ErrorBody, ErrorCode } from '#contracts/error.ts'

/** `offline` (no answer at all) is the client's own; all others are the contract's. */
export type ClientErrorCode = ErrorCode | 'offline'

/** An answer that is not the one asked for. `status` 0: there was no answer. */
export class ApiError extends Error {
  readonly code: ClientErrorCode
  readonly status: number
  readonly body: ErrorBody | null
  readonly retryAfterSeconds: number | null
  constructor(
    code: ClientErrorCode,
    status: number,
    body: ErrorBody | null = null,
    retryAfterSeconds: number | null = null,
  ) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.body = body
    this.retryAfterSeconds = retryAfterSeconds
  }
  /** Passing trouble: the same request may succeed a little later. */
  get isPassing(): boolean {
    return this.code === 'offline' || this.status === 503 || this.status === 429
  }
}

/** Anything thrown, as an ApiError: what was not foreseen is `unexpected`. */
export const toApiError = (thrown: unknown): ApiError =>
  thrown instanceof ApiError ? thrown : new ApiError('unexpected', 0)
