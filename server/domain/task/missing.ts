import type { TaskFields } from '#contracts/task.ts'

/**
 * What registration still needs: an address and what is wrong, each in words or from the directory. The rest may
 * come later: a bad line is no reason to lose a request (ПП 354, п. 106; domain.md, moment 23).
 */
export function missingForRegistration(fields: TaskFields): ('address' | 'problem')[] {
  const missing: ('address' | 'problem')[] = []
  if (fields.houseId === null && fields.place.trim() === '') missing.push('address')
  if (fields.classifierId === null && fields.text.trim() === '') missing.push('problem')
  return missing
}
