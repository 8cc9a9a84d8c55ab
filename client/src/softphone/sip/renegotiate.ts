import { SessionState, type Session } from 'sip.js'
import type { CallMedia } from '../media/call-media.ts'

export type ReinviteOutcome = 'accepted' | 'refused' | 'gone'

/**
 * Sends a re-INVITE and waits for its end. A glare (491: both sides began at once) is repeated after the time that
 * RFC 3261 section 14.1 gives: 2.1 to 4 s for who made the Call-ID, up to 2 s for the other.
 */
export async function reinvite(
  session: Session,
  media: CallMedia,
  options: { iceRestart: boolean; isCallIdOurs: boolean; random: () => number },
): Promise<ReinviteOutcome> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (session.state !== SessionState.Established) return 'gone'
    const status = await invite(session, media, options.iceRestart)
    if (status < 300) return 'accepted'
    // 408 ends the dialog too (RFC 3261 section 12.2.1.2), but here it only says that the socket died under the
    // request; the PBX keeps the call, and a BYE would end it.
    if (status === 481) return 'gone'
    if (status !== 491) return 'refused'
    const wait = options.isCallIdOurs ? 2_100 + options.random() * 1_900 : options.random() * 2_000
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  return 'refused'
}

function invite(session: Session, media: CallMedia, iceRestart: boolean): Promise<number> {
  return new Promise((resolve) => {
    media.announceOffer({ iceRestart })
    session
      .invite({
        requestDelegate: {
          onAccept: () => resolve(200),
          onReject: ({ message }) => resolve(message.statusCode ?? 500),
        },
      })
      // A re-INVITE of the other side is under way: the same as glare.
      .catch(() => resolve(491))
  })
}
