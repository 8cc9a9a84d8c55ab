import type { DialAllowances } from '#contracts/dial-plan/dial-plan.ts'
import type { Settings } from '#contracts/settings.ts'

/** Which costly classes of numbers the settings allow. */
export const allowancesOf = (settings: Settings): DialAllowances => ({
  premium: settings.dial_premium,
  international: settings.dial_international,
  kazakhstan: settings.dial_kazakhstan,
  abkhazia: settings.dial_abkhazia,
})
