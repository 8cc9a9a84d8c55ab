/** What a call to a number is. The last four cost more than others, or are abroad: off until a setting allows them. */
export type DialClass = 'emergency' | 'local' | 'mobile' | 'geographic' | 'free' | CostlyClass

export const costlyClasses = ['premium', 'international', 'kazakhstan', 'abkhazia'] as const
/** `abkhazia`: Abkhazia and South Ossetia. */
export type CostlyClass = (typeof costlyClasses)[number]

export const isCostly = (dialClass: DialClass): dialClass is CostlyClass =>
  costlyClasses.some((one) => one === dialClass)
