// @vitest-environment node
import { SessionState } from 'sip.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDialogMemory } from './sip/dialog-memory.ts'
import { PhoneRefusal } from './phone.ts'
import { createAlice, credentials, memoryStorage, type Alice } from './testing/alice.ts'
import { startBob, type Bob } from './testing/bob.ts'
import { until } from './testing/until.ts'
import { createWire, type Wire } from './testing/wire.ts'

let wire: Wire
let alice: Alice
let bob: Bob

beforeEach(async () => {
  wire = createWire()
  bob = await startBob(wire)
  alice = createAlice(wire)
  alice.engine.configure(credentials)
  await alice.engine.start()
  await until(() => alice.snapshot().registration.state === 'registered')
})
afterEach(async () => {
  wire.mend()
  await alice.engine.stop()
  await bob.stop()
})

const sent = (who: string, method: string): number =>
  wire.log.filter((line) => line.startsWith(`${who}> ${method} `)).length

/** A call from Bob that Alice answered. */
async function talk(): Promise<{ id: string; session: ReturnType<Bob['call']> }> {
  const session = bob.call()
  await until(() => alice.call()?.state === 'ringing')
  const id = alice.call()?.id ?? ''
  await alice.engine.answer(id)
  await until(() => alice.call()?.state === 'talking' && session.state === SessionState.Established)
  return { id, session }
}

describe('a call that comes in', () => {
  it('rings with number, name and the id of the call on the server', async () => {
    bob.call({ name: 'Иванова Мария', headers: ['X-Vakhta-Call: embedded:c1'] })
    await until(() => alice.call()?.state === 'ringing')
    expect(alice.call()).toMatchObject({
      direction: 'in',
      remoteNumber: '+79220000001',
      remoteName: 'Иванова Мария',
      pbxCallId: 'embedded:c1',
      answeredAt: null,
    })
    expect(alice.sounds.at(-1)).toBe('ring')
  })

  it('is talked on after the answer, until the other side hangs up', async () => {
    const { session } = await talk()
    expect(alice.call()).toMatchObject({ held: false, muted: false, answeredAt: '2026-11-22T10:00:00.000Z' })
    expect(alice.sounds.at(-1)).toBeNull()
    await session.bye()
    await until(() => alice.call()?.state === 'ended')
    expect(alice.call()?.endReason).toBe('remote')
    expect(alice.media[0]?.isClosed).toBe(true)
    await until(() => alice.snapshot().calls.length === 0)
  })

  it('ends for the other side when the operator hangs up', async () => {
    const { id, session } = await talk()
    await alice.engine.hangUp(id)
    await until(() => session.state === SessionState.Terminated)
    expect(alice.call()?.endReason).toBe('local')
  })

  it('is refused as busy when the operator hangs up while it rings', async () => {
    const session = bob.call()
    await until(() => alice.call()?.state === 'ringing')
    await alice.engine.hangUp(alice.call()?.id ?? '')
    await until(() => session.state === SessionState.Terminated)
    expect(wire.log.some((line) => line.includes('486'))).toBe(true)
  })

  it('says whether the caller gave up or another operator was faster', async () => {
    const first = bob.call()
    await until(() => alice.call()?.state === 'ringing')
    await first.cancel()
    await until(() => alice.call()?.state === 'ended')
    expect(alice.call()?.endReason).toBe('cancelled')

    const second = bob.call()
    await until(() => alice.call()?.state === 'ringing')
    await second.cancel({ statusCode: 200, reasonPhrase: 'Call completed elsewhere' })
    await until(() => alice.call()?.state === 'ended')
    expect(alice.call()?.endReason).toBe('answeredElsewhere')
  })

  it('may come without a name, or without a number', async () => {
    bob.call()
    await until(() => alice.call()?.state === 'ringing')
    expect(alice.call()).toMatchObject({ remoteNumber: '+79220000001', remoteName: '' })
    bob.call({ user: 'anonymous' })
    await until(() => alice.call()?.remoteNumber === '')
    expect(alice.call()).toMatchObject({ state: 'ringing', remoteName: '' })
  })

  it('goes on ringing when there is no microphone', async () => {
    bob.call()
    await until(() => alice.call()?.state === 'ringing')
    alice.hasMicrophone = false
    await alice.engine.answer(alice.call()?.id ?? '')
    expect(alice.call()?.state).toBe('ringing')
  })

  it('shows a hostile name as harmless text', async () => {
    bob.call({ name: '<img src=x onerror=alert(1)>\u202e gnp.exe', user: 'a%00b' })
    await until(() => alice.call()?.state === 'ringing')
    expect(alice.call()?.remoteName).toBe('<img src=x onerror=alert(1)> gnp.exe')
    expect(alice.call()?.remoteNumber).toBe('a b')
  })

  it('is refused when too many ring already', async () => {
    const sessions = Array.from({ length: 7 }, () => bob.call())
    await until(() => sessions.filter(({ state }) => state === SessionState.Terminated).length === 1)
    expect(alice.snapshot().calls).toHaveLength(6)
  })
})

describe('in a talk', () => {
  it('holds by a re-INVITE with sendonly and in silence, and resumes', async () => {
    const { id } = await talk()
    await alice.engine.hold(id)
    expect(alice.call()?.held).toBe(true)
    expect(bob.media[0]?.isHeldByRemote).toBe(true)
    expect(alice.media[0]?.isSending).toBe(false)
    await alice.engine.resume(id)
    expect(alice.call()?.held).toBe(false)
    expect(bob.media[0]?.isHeldByRemote).toBe(false)
    expect(alice.media[0]?.isSending).toBe(true)
  })

  it('holds and resumes after a step that went wrong', async () => {
    const { id } = await talk()
    const media = alice.media[0]
    if (!media) throw new Error('no media')
    let isBroken = true
    media.announceOffer = () => {
      if (isBroken) throw new Error('the connection is closed')
    }
    await expect(alice.engine.hold(id)).rejects.toThrow('the connection is closed')
    isBroken = false
    await alice.engine.hold(id)
    expect(alice.call()?.held).toBe(true)
    expect(bob.media[0]?.isHeldByRemote).toBe(true)
    await alice.engine.resume(id)
    expect(alice.call()?.held).toBe(false)
  })

  it('stays muted through hold and resume', async () => {
    const { id } = await talk()
    alice.engine.mute(id)
    expect(alice.media[0]?.isSending).toBe(false)
    await alice.engine.hold(id)
    await alice.engine.resume(id)
    expect(alice.media[0]?.isSending).toBe(false)
    alice.engine.unmute(id)
    expect(alice.media[0]?.isSending).toBe(true)
  })

  it('shows that the other side holds', async () => {
    const { session } = await talk()
    bob.hold(session, true)
    await until(() => alice.call()?.heldByRemote === true)
    expect(alice.call()).toMatchObject({ state: 'talking', held: false })
    bob.hold(session, false)
    await until(() => alice.call()?.heldByRemote === false)
  })

  it('sends tones of a keypad and nothing else', async () => {
    const { id } = await talk()
    expect(alice.engine.sendDtmf(id, '12#')).toBe(true)
    expect(alice.engine.sendDtmf(id, 'call home')).toBe(false)
    expect(alice.engine.sendDtmf('gone', '1')).toBe(false)
    expect(alice.media[0]?.tones).toEqual(['12#'])
  })

  it('holds the first call when a second is answered, and hears a low sign of it', async () => {
    const { id } = await talk()
    bob.call({ user: '+79220000002' })
    await until(() => alice.call()?.state === 'ringing')
    expect(alice.sounds.at(-1)).toBe('callWaiting')
    await alice.engine.answer(alice.call()?.id ?? '')
    await until(() => alice.call()?.state === 'talking')
    expect(alice.snapshot().calls.find((call) => call.id === id)?.held).toBe(true)
  })

  it('hands the call over when the PBX reports success', async () => {
    const { id } = await talk()
    const transfer = alice.engine.transferBlind(id, '+7 (345) 256-78-90')
    await until(() => bob.referrals.length === 1)
    expect(bob.referrals[0]?.referTo.uri.toString()).toBe('sip:+73452567890@test.invalid')
    await report(bob, 'SIP/2.0 100 Trying')
    await report(bob, 'SIP/2.0 200 OK')
    await transfer
    await until(() => alice.call()?.state === 'ended')
    expect(alice.call()?.endReason).toBe('transferred')
  })

  it('keeps the call when the transfer is refused', async () => {
    const { id } = await talk()
    const transfer = alice.engine.transferBlind(id, '101')
    const refusal = transfer.then(
      () => null,
      (error: unknown) => error,
    )
    await until(() => bob.referrals.length === 1)
    await report(bob, 'SIP/2.0 486 Busy Here')
    expect(await refusal).toEqual(new PhoneRefusal(486, 'Busy Here'))
    expect(alice.call()?.state).toBe('talking')
  })

  it('does not follow a REFER of the other side', async () => {
    const { session } = await talk()
    const target = bob.userAgent.configuration.uri
    let status = 0
    await session.refer(target, {
      requestDelegate: { onReject: ({ message }) => (status = message.statusCode ?? 0) },
    })
    await until(() => status >= 400)
    expect(sent('alice', 'INVITE')).toBe(0)
  })
})

/** The NOTIFY of a REFER (RFC 3515 section 2.4.5). */
async function report({ invitations, userAgent }: Bob, statusLine: string): Promise<void> {
  void invitations
  const dialog = [...userAgent.userAgentCore.dialogs.values()].at(-1)
  if (!dialog || !('notify' in dialog) || typeof dialog.notify !== 'function') throw new Error('no dialog')
  dialog.notify(undefined, {
    extraHeaders: ['Event: refer', 'Subscription-State: active;expires=60'],
    body: { contentDisposition: 'render', contentType: 'message/sipfrag', content: `${statusLine}\r\n` },
  })
  await Promise.resolve()
}

describe('a call that goes out', () => {
  it('is dialled, answered and ended', async () => {
    const id = await alice.engine.dial('8 922 000-00-01')
    await until(() => bob.invitations.length === 1)
    expect(alice.call()).toMatchObject({ id, direction: 'out', state: 'dialling' })
    expect(alice.sounds.at(-1)).toBe('ringback')
    expect(bob.invitations[0]?.request.to.uri.user).toBe('89220000001')
    await bob.invitations[0]?.accept()
    await until(() => alice.call()?.state === 'talking')
    await alice.engine.hangUp(id)
    await until(() => alice.call()?.state === 'ended')
  })

  it.each([
    [486, 'busy'],
    [480, 'noAnswer'],
    [404, 'notFound'],
    [503, 'failed'],
  ] as const)('that is refused with %i ends as %s', async (statusCode, reason) => {
    await alice.engine.dial('101')
    await until(() => bob.invitations.length === 1)
    await bob.invitations[0]?.reject({ statusCode })
    await until(() => alice.call()?.state === 'ended')
    expect(alice.call()?.endReason).toBe(reason)
  })

  it('is cancelled when the operator hangs up before the answer', async () => {
    const id = await alice.engine.dial('101')
    await until(() => bob.invitations.length === 1)
    await alice.engine.hangUp(id)
    await until(() => bob.invitations[0]?.state === SessionState.Terminated)
    expect(alice.call()?.endReason).toBe('local')
  })

  it('says so when there is no microphone, and calls nobody', async () => {
    alice.hasMicrophone = false
    await alice.engine.dial('101')
    expect(alice.call()).toMatchObject({ state: 'ended', endReason: 'noMicrophone' })
    expect(bob.invitations).toHaveLength(0)
  })
})

describe('the network', () => {
  it('may go away: the call stays, the phone comes back, registers and renews the dialog', async () => {
    await talk()
    const reinvites = sent('alice', 'INVITE')
    wire.cut()
    await until(() => alice.snapshot().registration.state === 'connecting')
    expect(alice.snapshot().registration.reason).toBe('unreachable')
    expect(alice.call()?.state).toBe('talking')
    expect(alice.media[0]?.isClosed).toBe(false)
    wire.mend()
    await bob.userAgent.reconnect()
    await until(() => alice.snapshot().registration.state === 'registered')
    await until(() => sent('alice', 'INVITE') === reinvites + 1)
    expect(alice.call()?.state).toBe('talking')
    expect(sent('alice', 'BYE')).toBe(0)
  })
})

describe('a network that changes in the middle of a re-INVITE', () => {
  it('does not keep the call waiting for an answer that went with the old socket', async () => {
    const { id, session } = await talk()
    wire.silence()
    void alice.engine.hold(id)
    await until(() => sent('alice', 'INVITE') === 1)
    wire.cut()
    await until(() => alice.snapshot().registration.state === 'connecting')
    wire.mend()
    await bob.userAgent.reconnect()
    await until(() => bob.invitations.length === 1, 7_000)
    expect(bob.invitations[0]?.request.getHeader('Replaces')).toContain(session.dialog?.callId)
    expect(sent('alice', 'BYE')).toBe(0)
  })
})

describe('a server that is silent on an open socket', () => {
  it('is noticed, and the phone connects anew until it speaks', { timeout: 15_000 }, async () => {
    await alice.engine.stop()
    wire.silence()
    await alice.engine.start()
    await until(() => alice.snapshot().registration.reason === 'silent', 7_000)
    expect(alice.snapshot().registration.state).toBe('connecting')
    wire.mend()
    await until(() => alice.snapshot().registration.state === 'registered')
    expect(alice.snapshot().registration.reason).toBeNull()
  })
})

describe('configure', () => {
  it('registers at another server at once; the running call goes on', async () => {
    const { id, session } = await talk()
    alice.engine.configure({ ...credentials, server: 'ws://pbx-two.invalid/ws' })
    await until(
      () =>
        alice.snapshot().registration.state === 'registered' &&
        alice.snapshot().registration.server === 'ws://pbx-two.invalid/ws',
    )
    expect(alice.call()?.state).toBe('talking')
    await alice.engine.hangUp(id)
    await until(() => session.state === SessionState.Terminated)
  })

  it('goes on with another secret where it is registered, also in the call that runs', async () => {
    const { id, session } = await talk()
    const before = sent('alice', 'REGISTER')
    alice.engine.configure({ ...credentials, ha1: 'b'.repeat(32) })
    expect(alice.snapshot().registration.state).toBe('registered')
    await alice.engine.hangUp(id)
    await until(() => session.state === SessionState.Terminated)
    expect(sent('alice', 'REGISTER')).toBe(before)
  })

  it('does nothing when only the term of the secret changed', async () => {
    const before = sent('alice', 'REGISTER')
    alice.engine.configure({ ...credentials, expiresAt: '2031-01-01T00:00:00Z' })
    expect(alice.snapshot().registration.state).toBe('registered')
    expect(sent('alice', 'REGISTER')).toBe(before)
  })
})

describe('a reload in a call', () => {
  it('takes the call up again with Replaces, as it was shown before', async () => {
    await alice.engine.stop()
    const storage = memoryStorage()
    alice = createAlice(wire, { dialogs: createDialogMemory(storage) })
    alice.engine.configure(credentials)
    await alice.engine.start()
    await until(() => alice.snapshot().registration.state === 'registered')
    const { session } = await talk()
    const kept = storage.getItem('vakhta.phone.dialogs')
    expect(kept).toContain(session.dialog?.callId)

    const old = alice
    wire.vanish()
    alice = createAlice(wire, { dialogs: createDialogMemory(storage) })
    alice.engine.configure(credentials)
    await alice.engine.start()
    await until(() => bob.invitations.length === 1)
    const { request } = bob.invitations[0] ?? {}
    expect(request?.getHeader('Replaces')).toContain(session.dialog?.callId)
    expect(request?.getHeader('Require')).toBe('replaces')
    expect(sent('alice', 'BYE')).toBe(0)
    expect(alice.call()).toMatchObject({ direction: 'in', remoteNumber: '+79220000001' })
    await bob.invitations[0]?.accept()
    await until(() => alice.call()?.state === 'talking')
    await old.engine.stop()
  })

  it('leaves nothing to take up when the phone was stopped', async () => {
    const storage = memoryStorage()
    storage.setItem('vakhta.phone.dialogs', '[{"broken":true}]')
    expect(createDialogMemory(storage).load()).toEqual([])
    storage.setItem('vakhta.phone.dialogs', 'no json')
    expect(createDialogMemory(storage).load()).toEqual([])
  })
})
