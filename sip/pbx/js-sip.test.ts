import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IncomingEvent, OutgoingEvent } from 'jssip/lib/RTCSession.js'
import { UserAgent } from 'sip.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccounts, testDomain, testRealm } from '../testing/accounts.ts'
import { silentLog, someAccounts } from '../testing/embedded-pbx.ts'
import { jsSipPhone, type JsSipPhone } from '#sip/testing/phones/js-sip-phone.ts'
import { until } from '../testing/pbx-scene.ts'
import { isOver, isUp, sipJsPhone, type TestPhone } from '#sip/testing/phones/sip-js-phone.ts'
import { createPbx, type Pbx } from './pbx.ts'

let folder: string
let server: Server
let pbx: Pbx
let caller: JsSipPhone
let operator: TestPhone
let url: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vakhta-jssip-'))
  pbx = createPbx({
    domain: testDomain,
    realm: testRealm,
    accounts: testAccounts(someAccounts),
    ledgerFile: join(folder, 'ledger.jsonl'),
    queue: { number: '112', name: 'dispatch', ringSeconds: 20, maxWaitSeconds: 60, wrapUpSeconds: 0 },
    log: silentLog,
  })
  server = createServer()
  server.on('upgrade', (req, socket, head) => pbx.handleUpgrade(req, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  url = `ws://127.0.0.1:${port}/ws`
  caller = await jsSipPhone('caller-1', url)
  operator = sipJsPhone('op-1', { server: url })
})
afterEach(async () => {
  await Promise.all([caller.stop(), operator.stop()])
  await pbx.stop()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

test('a JsSIP caller waits, is answered by a SIP.js operator, and hangs up', async () => {
  const session = caller.call('112')
  const heard: string[] = []
  session.on('progress', (event: IncomingEvent | OutgoingEvent) => {
    if ('response' in event) heard.push(`${event.response.status_code} ${event.response.reason_phrase}`)
  })
  await until(() => expect(heard).toContain('182 Queued, place 1'))
  await operator.register()
  await until(() => expect(operator.invitations).toHaveLength(1))
  await operator.invitations[0]?.accept()
  await until(() => expect(session.isEstablished()).toBe(true))
  expect(heard).toContain('180 Ringing')
  expect(caller.heard.at(-1)).toContain('o=op-1')
  expect(operator.heard.at(-1)).toContain('o=jssip')
  session.terminate()
  const [invitation] = operator.invitations
  await until(() => expect(invitation && isOver(invitation)).toBe(true))
})

test('a JsSIP caller is transferred: it answers the PBX’s offer within its call', async () => {
  await operator.register()
  const session = caller.call('112')
  await until(() => expect(operator.invitations).toHaveLength(1))
  const [first] = operator.invitations
  await first?.accept()
  await until(() => expect(session.isEstablished()).toBe(true))
  const colleague = sipJsPhone('op-2', { server: url })
  await colleague.register()
  const target = UserAgent.makeURI(`sip:op-2@${testDomain}`)
  if (!target) throw new Error('no target')
  await first?.refer(target)
  await until(() => expect(colleague.invitations).toHaveLength(1))
  const [second] = colleague.invitations
  await second?.accept()
  await until(() => expect(first && isOver(first)).toBe(true))
  expect(second && isUp(second)).toBe(true)
  expect(caller.heard.at(-1)).toContain('o=op-2')
  expect(session.isEstablished()).toBe(true)
  await second?.bye()
  await until(() => expect(session.isEnded()).toBe(true))
  await colleague.stop()
})

test('a JsSIP caller who cancels leaves the queue', async () => {
  const session = caller.call('112')
  await until(() => expect(pbx.live().waiting).toBe(1))
  session.terminate()
  await until(() => expect(pbx.live().waiting).toBe(0))
  expect(session.isEnded()).toBe(true)
  await operator.register()
})
