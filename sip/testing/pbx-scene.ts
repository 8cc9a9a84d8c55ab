import { expect, vi } from 'vitest'
import type { Invitation, Session } from 'sip.js'
import type { PbxOptions } from '../pbx/options.ts'
import { testPbx, type TestPbx } from './embedded-pbx.ts'
import { isUp, sipJsPhone, type TestPhone } from './phones/sip-js-phone.ts'
import type { Fate } from './wire.ts'

/** Waits for a condition, never for a time. */
export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8000, interval: 5 })

export interface Scene {
  pbx: TestPbx
  phone(username: string): Promise<TestPhone>
  /** The n-th call that rang at this phone. */
  rung(phone: TestPhone, n?: number): Promise<Invitation>
  /** Caller and operator in conversation. */
  talk(caller: TestPhone, operator: TestPhone): Promise<{ caller: Session; operator: Invitation }>
  end(): Promise<void>
}

/** An embedded PBX with SIP.js phones on wires in memory. */
export function scene(options: Partial<PbxOptions> = {}, fate?: Fate): Scene {
  const pbx = testPbx(options)
  const phones: TestPhone[] = []
  const made: Scene = {
    pbx,
    async phone(username) {
      const phone = sipJsPhone(username, { flows: pbx.core.flows, ...(fate && { fate }) })
      phones.push(phone)
      await phone.register()
      return phone
    },
    async rung(phone, n = 1) {
      await until(() => expect(phone.invitations.length).toBeGreaterThanOrEqual(n))
      const invitation = phone.invitations[n - 1]
      if (!invitation) throw new Error('no call')
      return invitation
    },
    async talk(caller, operator) {
      const before = operator.invitations.length
      const { session, final } = caller.call('112')
      const invitation = await made.rung(operator, before + 1)
      await invitation.accept()
      expect(await final).toBe(200)
      await until(() => expect(isUp(invitation)).toBe(true))
      return { caller: session, operator: invitation }
    },
    async end() {
      await Promise.all(phones.map((phone) => phone.stop()))
      pbx.stop()
    },
  }
  return made
}
