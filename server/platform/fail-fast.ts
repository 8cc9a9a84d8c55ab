/** A helper service that may be away: each call is bounded in time, and after a failure skipped for a while. */
export interface FailFast {
  /**
   * The result of `call`, or undefined when the service failed, took longer than the limit, or is being left
   * alone after such a failure. Never throws.
   */
  run<T>(call: () => Promise<T>): Promise<{ value: T } | undefined>
  readonly isAway: boolean
}

export interface FailFastOptions {
  /** How long one call may take, milliseconds. */
  limitMs: number
  /** How long the service is left alone after a failure, milliseconds. */
  pauseMs: number
  /** Called at the first failure after a time of health. `reason` is for the log. */
  onAway: (reason: string) => void
  onBack: () => void
  /** Called when a call took too long: the connection may be dead without knowing it. */
  onTimeout: () => void
}

/**
 * After the pause one call goes through as a probe while all others are still skipped, so a hung service costs
 * one caller `limitMs` in each pause and nobody else anything.
 */
export function createFailFast(options: FailFastOptions): FailFast {
  let skipUntil = 0
  let away = false
  let isProbing = false

  const failed = (reason: string) => {
    skipUntil = performance.now() + options.pauseMs
    if (away) return
    away = true
    options.onAway(reason)
  }

  const bounded = async <T>(call: () => Promise<T>): Promise<{ value: T } | undefined> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, options.limitMs, 'late')
    })
    try {
      const outcome = await Promise.race([call().then((value) => ({ value })), late])
      if (outcome === 'late') {
        failed(`no answer within ${options.limitMs} ms`)
        options.onTimeout()
        return undefined
      }
      if (away) {
        away = false
        skipUntil = 0
        options.onBack()
      }
      return outcome
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error))
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    get isAway() {
      return away
    },
    async run(call) {
      if (!away) return bounded(call)
      if (isProbing || performance.now() < skipUntil) return undefined
      isProbing = true
      try {
        return await bounded(call)
      } finally {
        isProbing = false
      }
    },
  }
}
