import { Refusal } from '#contracts/error.ts'
import { e164Digits } from '#domain/call/caller-number.ts'

/**
 * The key of the register: a consent to a number that nobody can ring is none.
 * @throws Refusal badInput
 */
export function numberOf(text: string): string {
  const digits = e164Digits(text)
  if (digits === null) throw new Refusal('badInput', { field: 'number' })
  return digits
}
