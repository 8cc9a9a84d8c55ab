import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testPbx, type TestPbx } from '../../testing/embedded-pbx.ts'
import { isOver, isUp, sipJsPhone, type TestPhone } from '../../testing/sip-js-phone.ts'

let pbx: TestPbx
const phones: TestPhone[] = []
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 5 })

async function phone(username: string): Promise<TestPhone> {
  const made = sipJsPhone(username, { flows: pbx.core.flows })
  phones.push(made)
  await made.register()
  return made
}

beforeEach(() => {
  pbx = testPbx()
})
afterEach(async () => {
  await Promise.all(phones.splice(0).map((one) => one.stop()))
  pbx.stop()
})

test('a resident calls, the operator answers, both hear each other, the resident hangs up', async () => {
  const operator = await phone('op-1')
  const caller = await phone('caller-1')
  const { session, provisional, final } = caller.call('112')
  await until(() => expect(operator.invitations).toHaveLength(1))
  const [invitation] = operator.invitations
  expect(invitation?.remoteIdentity.uri.user).toBe('+79220000001')
  expect(invitation?.remoteIdentity.displayName).toBe('Анна')
  await invitation?.accept()
  expect(await final).toBe(200)
  expect(provisional).toContain('180 Ringing')
  await until(() => expect(invitation && isUp(invitation)).toBe(true))
  expect(operator.heard.at(-1)).toContain('o=caller-1')
  expect(caller.heard.at(-1)).toContain('o=op-1')
  await session.bye()
  await until(() => expect(invitation && isOver(invitation)).toBe(true))
  expect(pbx.story()).toEqual([
    'call.arrived',
    'call.queued',
    'leg.offered op-1',
    'leg.answered op-1',
    'leg.joined',
    'leg.joined op-1',
    'leg.ended normal',
    'leg.ended op-1 normal',
    'call.ended normal',
  ])
})
