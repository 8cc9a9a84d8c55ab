import { createHash } from 'node:crypto'
import type { Core } from 'sip.js'
import { expect, it } from 'vitest'
import { createLine } from './line.ts'
import { credentials } from './testing/alice.ts'
import { pageTimers } from './worker/timers.ts'

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

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
  expect(digest?.toString()).toContain(`response="${md5(`${ha1}:n:${md5('BYE:sip:x@test.invalid')}`)}"`)
  expect(line.credentials.ha1).toBe(ha1)
})
