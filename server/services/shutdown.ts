/** Stops one started part; rejects when it could not be stopped in order. */
export type Stop = () => Promise<void>

/** Runs at the first call; later calls wait for the same end. */
export function once(stop: Stop): Stop {
  let ending: Promise<void> | undefined
  return () => (ending ??= stop())
}
