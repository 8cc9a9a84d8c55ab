import {
  Inviter,
  SessionState,
  SIPExtension,
  UserAgent,
  type Invitation,
  type Referral,
  type Session,
} from 'sip.js'
import { createFakeMedia, type FakeMedia } from './fake-media.ts'
import type { Wire } from './wire.ts'

/** The other side of the wire: a bare SIP.js user agent, which stands for the PBX. */
export interface Bob {
  userAgent: UserAgent
  media: FakeMedia[]
  invitations: Invitation[]
  referrals: Referral[]
  call(options?: { name?: string; user?: string; headers?: string[] }): Inviter
  /** Begins a re-INVITE that holds or resumes the other side. */
  hold(session: Session, isHeld: boolean): void
  stop(): Promise<void>
}

export async function startBob(
  wire: Wire,
  answers: { invitation?: (invitation: Invitation) => void } = {},
): Promise<Bob> {
  const bob: Pick<Bob, 'media' | 'invitations' | 'referrals'> = { media: [], invitations: [], referrals: [] }
  const listen = (session: Session): void => {
    session.delegate = {
      onRefer: (referral) => {
        bob.referrals.push(referral)
        void referral.accept()
      },
    }
  }
  const uri = UserAgent.makeURI('sip:bob@test.invalid')
  const alice = UserAgent.makeURI('sip:alice@test.invalid')
  if (!uri || !alice) throw new Error('bad URI')
  const userAgent = new UserAgent({
    uri,
    transportConstructor: wire.Transport,
    logBuiltinEnabled: false,
    logConfiguration: false,
    gracefulShutdown: false,
    sipExtensionReplaces: SIPExtension.Supported,
    sessionDescriptionHandlerFactory: () => {
      const media = createFakeMedia({ changed: () => undefined })
      bob.media.push(media)
      return media
    },
    delegate: {
      onInvite: (invitation) => {
        bob.invitations.push(invitation)
        listen(invitation)
        answers.invitation?.(invitation)
      },
    },
  })
  await userAgent.start()
  return {
    ...bob,
    userAgent,
    call: ({ name, user = '+79220000001', headers = [] } = {}) => {
      const fromUri = UserAgent.makeURI(`sip:${user}@test.invalid`)
      const params = { ...(fromUri && { fromUri }), ...(name !== undefined && { fromDisplayName: name }) }
      const inviter = new Inviter(userAgent, alice, { extraHeaders: headers, params })
      listen(inviter)
      void inviter.invite()
      return inviter
    },
    hold: (session, isHeld) => {
      if (session.state !== SessionState.Established) throw new Error('no call to hold')
      bob.media.at(-1)?.setHeld(isHeld)
      void session.invite()
    },
    stop: () => userAgent.stop(),
  }
}
