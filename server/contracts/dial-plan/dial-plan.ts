import { isCostly, type CostlyClass, type DialClass } from './dial-class.ts'
import { national } from './national.ts'

/** The numbers of three digits that are real; any other is a mistake, or a trick of who wants an expensive call. */
const emergency = ['101', '102', '103', '104', '112']

/** Signs of a number abroad after 8-10 or the plus (E.164: 15 digits at most, with the country's code). */
const abroad = [7, 8, 9, 10, 11, 12, 13, 14, 15]
const any = (count: number): string => 'X'.repeat(count)

export interface DialPattern {
  /** As a number is dialled, in Asterisk's notation without the underscore; exact numbers have no X and no bracket. */
  pattern: string
  dialClass: DialClass
}

/** Everything that can be dialled from Russia; no two patterns match the same number. */
export const dialPlan: readonly DialPattern[] = [
  ...emergency.map((pattern): DialPattern => ({ pattern, dialClass: 'emergency' })),
  // a number of the own city, of six digits; none begins with 0, 1 or 8
  { pattern: '[2-79]XXXXX', dialClass: 'local' },
  ...Object.entries(national).flatMap(([pattern, dialClass]): DialPattern[] =>
    ['+7', '7', '8'].map((before) => ({ pattern: `${before}${pattern}`, dialClass })),
  ),
  ...abroad.flatMap((count): DialPattern[] => [
    { pattern: `810${any(count)}`, dialClass: 'international' },
    { pattern: `+[1-689]${any(count - 1)}`, dialClass: 'international' },
  ]),
]

const matchers = dialPlan.map(({ pattern, dialClass }) => ({
  expression: new RegExp(`^${pattern.replace('+', '\\+').replaceAll('X', '\\d')}$`),
  dialClass,
}))

/** What a call to `number`, as it is dialled, would be; null when there is no such number. */
export function dialClassOf(number: string): DialClass | null {
  return matchers.find(({ expression }) => expression.test(number))?.dialClass ?? null
}

/** Classes that are off by default and which an administrator has allowed. */
export type DialAllowances = Readonly<Record<CostlyClass, boolean>>

/** May `number` be called through the trunk? What is no number of the plan may not. */
export function mayDial(number: string, allowed: DialAllowances): boolean {
  const dialClass = dialClassOf(number)
  return dialClass !== null && (!isCostly(dialClass) || allowed[dialClass])
}
