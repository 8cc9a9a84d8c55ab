import type { Core } from 'sip.js'
import { expect, it } from 'vitest'
import { createLine } from './line.ts'
import { credentials } from '../testing/alice.ts'
import { pageTimers } from '../worker/timers.ts'

it('answers a challenge with the secret that it was given last', () => {
  const line = createLine({
    credentials,
    instanceId: '5f0f1f3c-9f55-4d7b-8c2e-000000000001',
    createMedia: () => {
      throw new Error('no call here')
    },
    timers: pageTimers,
    random: () => 0.5,
    onInvitation: () => {},
    onState: () => {},
    log: () => {},
  })
  const ha1 = 'b'.repeat(32)
  line.changeSecret({ ...credentials, ha1 })
  const digest = line.userAgent.userAgentCore.configuration.authenticationFactory()
  const request = {
    method: 'BYE',
    ruri: 'sip:x@test.invalid',
    body: '',
  } as unknown as Core.OutgoingRequestMessage
  const challenge = { realm: 'test', nonce: 'n', opaque: '', algorithm: 'MD5', stale: false }
  digest?.authenticate(request, challenge as never)
  // MD5 of HA1, nonce and MD5(BYE:sip:x@test.invalid), RFC 2617 3.2.2
  expect(digest?.toString()).toContain('response="9b91cc5dd55440ec9d74b30116e192e4"')
  expect(line.credentials.ha1).toBe(ha1)
})
