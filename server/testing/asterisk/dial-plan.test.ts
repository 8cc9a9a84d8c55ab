import { expect, test } from 'vitest'
import { dialTable } from './dial-table.ts'
import { costlyClasses, isCostly } from '#contracts/dial-plan/dial-class.ts'
import { dialClassOf, dialPlan, mayDial, type DialAllowances } from '#contracts/dial-plan/dial-plan.ts'

const allowing = (value: boolean): DialAllowances => ({
  premium: value,
  international: value,
  kazakhstan: value,
  abkhazia: value,
})

test('a hundred numbers and more are in the table, each once', () => {
  expect(dialTable.length).toBeGreaterThanOrEqual(100)
  expect(new Set(dialTable.map(([number]) => number)).size).toBe(dialTable.length)
})

test.each(dialTable)('%s is %s, and is dialled only if it costs no fortune', (number, dialClass) => {
  expect(dialClassOf(number)).toBe(dialClass)
  expect(mayDial(number, allowing(false))).toBe(dialClass !== null && !isCostly(dialClass))
  expect(mayDial(number, allowing(true))).toBe(dialClass !== null)
})

test.each(costlyClasses)('%s is allowed by its own setting alone', (allowed) => {
  const only = { ...allowing(false), [allowed]: true }
  const dialled = dialTable.flatMap(([number, dialClass]) =>
    dialClass !== null && isCostly(dialClass) && mayDial(number, only) ? [dialClass] : [],
  )
  expect(new Set(dialled)).toEqual(new Set([allowed]))
})

// Asterisk takes the most specific of several; then the order of this list would decide something else
test('no two patterns match the same number', () => {
  const samples = dialPlan.flatMap(({ pattern }) => samplesOf(pattern))
  for (const sample of samples)
    expect(
      dialPlan.filter(({ pattern }) =>
        new RegExp(`^${pattern.replace('+', '\\+').replaceAll('X', '\\d')}$`).test(sample),
      ),
      sample,
    ).toHaveLength(1)
})

/** Each digit of a bracket in turn, the rest filled with 0, 5 and 9. */
function samplesOf(pattern: string): string[] {
  const bracket = /\[([^\]]*)\]/.exec(pattern)
  if (bracket === null) return ['0', '5', '9'].map((digit) => pattern.replaceAll('X', digit))
  const digits = '0123456789'.split('').filter((digit) => new RegExp(bracket[0]).test(digit))
  return digits.flatMap((digit) => samplesOf(pattern.replace(bracket[0], digit)))
}
