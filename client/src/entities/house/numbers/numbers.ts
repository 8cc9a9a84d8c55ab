import type { KnownNumber } from '#contracts/house/resident.ts'

export const isKnownNow = (phone: KnownNumber): boolean => phone.knownUntil === null

/** A masked number names nobody: it cannot be changed by who may not see it. */
export const isWritable = (phone: KnownNumber): boolean => !phone.number.includes('*')

/** Who may be called now first: the last used on top; numbers that moved away at the end. */
export const phonesInOrder = (phones: readonly KnownNumber[]): KnownNumber[] =>
  phones.toSorted(
    (a, b) =>
      Number(isKnownNow(b)) - Number(isKnownNow(a)) ||
      (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') ||
      a.number.localeCompare(b.number),
  )
