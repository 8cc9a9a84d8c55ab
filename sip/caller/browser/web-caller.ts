import { C, UA, WebSocketInterface } from 'jssip'
import type { IncomingEvent, OutgoingEvent, RTCSession } from 'jssip/lib/RTCSession.js'
import type { RTCSessionEvent } from 'jssip/lib/UA.js'
import type { PhoneCredentials } from '#contracts/phone.ts'
import { endReasonOf, placeOf, type CallerState } from './caller-state.ts'
import type { Voice } from './voice.ts'

export interface WebCallerParts {
  credentials: PhoneCredentials
  /** Asked for at each call; closed with it. */
  openVoice: () => Promise<Voice>
  /** Plays what the desk says. */
  output: HTMLAudioElement
  onState: (state: CallerState) => void
}

export interface WebCaller {
  readonly state: CallerState
  /** Calls the queue. */
  call(): Promise<void>
  /** Takes a call-back. */
  answer(): Promise<void>
  hangUp(): void
  sendDtmf(tone: string): void
  /** Says the sample again. */
  say(): void
  /** The peer connection of the running call, for measurements. */
  connection(): RTCPeerConnection | null
  close(): void
}

/** Candidates of further interfaces come within this time or are not waited for. */
const gatherQuietMs = 100

/**
 * A resident's telephone on JsSIP: a SIP stack of its own, so that every call through it also tests what two
 * independent implementations make of each other. Registers, so that the desk can call back while the page is open.
 */
export function createWebCaller({ credentials, openVoice, output, onState }: WebCallerParts): WebCaller {
  const { server, domain, username, realm, ha1, displayName, queueNumber } = credentials
  const ua = new UA({
    sockets: [new WebSocketInterface(server)],
    uri: `sip:${username}@${domain}`,
    authorization_user: username,
    realm,
    ha1,
    display_name: displayName,
    register_expires: 120,
    session_timers: false,
  })
  let state: CallerState = { kind: 'idle' }
  let session: RTCSession | undefined
  let voice: Voice | undefined
  const become = (next: CallerState): void => {
    state = next
    onState(next)
  }

  const listen = (made: RTCSession): void => {
    session = made
    let gathering: ReturnType<typeof setTimeout> | undefined
    made.on('icecandidate', ({ ready }) => {
      clearTimeout(gathering)
      gathering = setTimeout(() => ready(), gatherQuietMs)
    })
    made.on('peerconnection', ({ peerconnection }) => playTo(output, peerconnection))
    // The connection of a call that comes from here is made before there is anybody to listen for it.
    if (made.connection) playTo(output, made.connection)
    made.on('progress', (event: IncomingEvent | OutgoingEvent) => {
      if (!('response' in event)) return
      const { response } = event
      const since = state.kind === 'waiting' ? state.since : Date.now()
      const place =
        response.status_code === 182
          ? placeOf(response.getHeader('X-Vakhta-Place'), response.reason_phrase)
          : null
      become({ kind: 'waiting', since, place })
    })
    made.on('confirmed', () => {
      if (state.kind === 'talking') return
      become({ kind: 'talking', since: Date.now(), isHeld: false })
      voice?.say()
    })
    const held = (isHeld: boolean): void => {
      if (state.kind === 'talking') become({ ...state, isHeld })
    }
    made.on('hold', ({ originator }) => held(String(originator) === 'remote'))
    made.on('unhold', () => held(false))
    const over = ({ originator, cause }: { originator: string; cause: string }): void => {
      if (session !== made) return
      session = undefined
      voice?.close()
      voice = undefined
      output.srcObject = null
      const talkSeconds = state.kind === 'talking' ? (Date.now() - state.since) / 1000 : 0
      const by = originator === 'local' || originator === 'remote' ? originator : 'system'
      become({ kind: 'ended', reason: endReasonOf(by, cause, state.kind === 'talking'), talkSeconds })
    }
    made.on('ended', over)
    made.on('failed', over)
  }
  const prepareVoice = async (): Promise<boolean> => {
    try {
      voice = await openVoice()
      return true
    } catch {
      become({ kind: 'ended', reason: 'noMicrophone', talkSeconds: 0 })
      return false
    }
  }
  const media = () => ({
    ...(voice && { mediaStream: voice.stream }),
    pcConfig: { iceServers: [] },
    rtcOfferConstraints: { iceRestart: true },
  })

  ua.on('newRTCSession', ({ originator, session: incoming }: RTCSessionEvent) => {
    if (String(originator) !== 'remote') return
    if (session) {
      incoming.terminate({ status_code: 486 })
      return
    }
    listen(incoming)
    become({ kind: 'calledBack', name: incoming.remote_identity.display_name })
  })
  ua.start()

  return {
    get state() {
      return state
    },
    call: async () => {
      if (session) return
      become({ kind: 'connecting' })
      if (!(await prepareVoice())) return
      try {
        await whenConnected(ua)
        listen(ua.call(`sip:${queueNumber}@${domain}`, media()))
      } catch {
        voice?.close()
        become({ kind: 'ended', reason: 'noConnection', talkSeconds: 0 })
      }
    },
    answer: async () => {
      if (state.kind !== 'calledBack') return
      if (await prepareVoice()) session?.answer(media())
      else session?.terminate({ status_code: 480 })
    },
    hangUp: () => session?.terminate(),
    sendDtmf: (tone) => session?.sendDTMF(tone, { transportType: C.DTMF_TRANSPORT.RFC2833 }),
    say: () => voice?.say(),
    connection: () => session?.connection ?? null,
    close: () => {
      voice?.close()
      ua.stop()
    },
  }
}

function playTo(output: HTMLAudioElement, connection: RTCPeerConnection): void {
  const play = (track: MediaStreamTrack): void => {
    output.srcObject = new MediaStream([track])
    output.play().catch(() => undefined)
  }
  connection.addEventListener('track', (event) => play(event.track))
}

/** @throws Error when there is no connection within ten seconds */
async function whenConnected(ua: UA): Promise<void> {
  if (ua.isConnected()) return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no connection')), 10_000)
    ua.on('connected', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
