import type { BurstPlan } from './people/callers.ts'

export interface NamedPlan {
  /** Of the file of results, and of `--only=`. */
  name: string
  /** How it reads in table and results. */
  title: string
  plan: BurstPlan
  /** Lines that Asterisk must have ports for. */
  atOnce: number
}

const scale = 5

/** Ten minutes, every human time divided by the same five, arrivals too. */
const tenMinutes: NamedPlan = {
  name: 'burst-300',
  title: `300 calls in ten simulated minutes; all of people’s times ÷ ${scale}`,
  plan: { calls: 300, seconds: 600 / scale, first: { calls: 0, seconds: 0 }, growth: 1.7, scale },
  atOnce: 400,
}

/**
 * What calls for 3,000 in one minute is lines: three thousand who wait are three thousand calls at once, and two cores
 * carry some hundreds. So the minute is stretched, while people's times are divided as in the other plan. The first
 * three call 90, 60 and 30 s before the flood, so that the shutdown is created as it begins: with the third call in the
 * flood itself, who calls in its first half minute would wait without having been told.
 */
const oneMinute = (stretch: number): NamedPlan => ({
  name: 'burst-3000',
  title: `3,000 calls in one minute that is stretched to ${stretch} of the clock; people’s times ÷ ${scale}`,
  plan: { calls: 3000, seconds: 60 * stretch, first: { calls: 3, seconds: 90 / scale }, growth: 1.2, scale },
  atOnce: 1500,
})

export const fullPlans: readonly NamedPlan[] = [tenMinutes, oneMinute(5)]

export const quickPlans: readonly NamedPlan[] = [
  {
    name: 'burst-quick',
    title: `40 calls in two simulated minutes; all of people’s times ÷ ${scale}`,
    plan: { calls: 40, seconds: 120 / scale, first: { calls: 3, seconds: 90 / scale }, growth: 1.2, scale },
    atOnce: 60,
  },
]
