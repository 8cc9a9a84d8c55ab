import type { PhoneCredentials } from '#contracts/phone.ts'

/** True when nothing of it needs a new registration. */
export function registersAlike(a: PhoneCredentials, b: PhoneCredentials): boolean {
  return (
    a.server === b.server &&
    a.domain === b.domain &&
    a.username === b.username &&
    a.ha1 === b.ha1 &&
    a.displayName === b.displayName
  )
}
