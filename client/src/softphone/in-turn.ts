export interface Turns {
  /** Runs it when all that came before is through, however that ended. */
  take<T>(run: () => Promise<T>): Promise<T>
}

/**
 * Going off the line takes seconds, and another window may ask for the opposite meanwhile: what is stopped last must
 * not be what was started after it.
 */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (run) => {
      const done = last.then(run)
      last = done.catch(() => undefined)
      return done
    },
  }
}
