const stepsSeconds = [0.5, 1, 2, 4, 8, 15]

/**
 * How long to wait before try number `attempt` (from 0). It never gives up: the last step repeats. Each wait is
 * shortened by up to a half at random, so that a whole shift does not come back in the same instant.
 */
export function backOffMs(attempt: number, random: () => number): number {
  const seconds = stepsSeconds[Math.min(attempt, stepsSeconds.length - 1)] ?? 15
  return Math.round(seconds * 1000 * (1 - random() / 2))
}
