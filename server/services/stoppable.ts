/** Whatever was started; `stop` rejects when it could not be stopped in order. */
export interface Stoppable {
  stop(): Promise<void>
}

/** Runs at the first call; later calls wait for the same end. */
export function once(stop: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined
  return () => (ending ??= stop())
}
