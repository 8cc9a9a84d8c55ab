import { UA, WebSocketInterface } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession.js'
import { secretOf, testDomain } from '../accounts.ts'

let offers = 0

class WordDescription {
  type: string
  sdp: string
  constructor({ type, sdp }: { type: string; sdp: string }) {
    this.type = type
    this.sdp = sdp
  }
}

/** As much of a browser's RTCPeerConnection as JsSIP asks for; its media are words in an SDP body. */
class WordPeerConnection extends EventTarget {
  signalingState = 'stable'
  iceGatheringState = 'complete'
  iceConnectionState = 'connected'
  connectionState = 'connected'
  localDescription: { type: string; sdp: string } | null = null
  remoteDescription: { type: string; sdp: string } | null = null
  static readonly heard: string[] = []

  createOffer(): Promise<{ type: string; sdp: string }> {
    return Promise.resolve(description('offer'))
  }
  createAnswer(): Promise<{ type: string; sdp: string }> {
    return Promise.resolve(description('answer'))
  }
  setLocalDescription(given: { type: string; sdp: string }): Promise<void> {
    this.localDescription = given
    this.signalingState = given.type === 'offer' ? 'have-local-offer' : 'stable'
    return Promise.resolve()
  }
  setRemoteDescription(given: { type: string; sdp: string }): Promise<void> {
    this.remoteDescription = given
    this.signalingState = given.type === 'offer' ? 'have-remote-offer' : 'stable'
    WordPeerConnection.heard.push(given.sdp)
    return Promise.resolve()
  }
  getSenders(): [] {
    return []
  }
  getReceivers(): [] {
    return []
  }
  getTransceivers(): [] {
    return []
  }
  addTrack(): void {}
  close(): void {
    this.signalingState = 'closed'
  }
}

const description = (type: string): { type: string; sdp: string } => ({
  type,
  sdp: `v=0\r\no=jssip ${++offers} 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:j${offers}\r\na=sendrecv\r\n`,
})

export interface JsSipPhone {
  ua: UA
  /** Descriptions that the other side sent. */
  heard: string[]
  call(to: string): RTCSession
  stop(): Promise<void>
}

/** A JsSIP user agent over a real WebSocket: the second oracle, and the stack of the residents' call page. */
export async function jsSipPhone(username: string, server: string): Promise<JsSipPhone> {
  // JsSIP looks for a browser.
  Object.assign(globalThis, {
    RTCPeerConnection: WordPeerConnection,
    RTCSessionDescription: WordDescription,
    window: globalThis,
  })
  const socket = new WebSocketInterface(server)
  const ua = new UA({
    sockets: [socket],
    uri: `sip:${username}@${testDomain}`,
    authorization_user: username,
    password: secretOf(username),
    register: true,
    register_expires: 60,
    session_timers: false,
  })
  const registered = new Promise<void>((resolve, reject) => {
    ua.on('registered', () => resolve())
    ua.on('registrationFailed', ({ cause }) => reject(new Error(String(cause))))
  })
  ua.start()
  await registered
  return {
    ua,
    heard: WordPeerConnection.heard,
    call: (to) => ua.call(`sip:${to}@${testDomain}`, { mediaConstraints: { audio: false, video: false } }),
    async stop() {
      const gone = new Promise<void>((resolve) => ua.on('disconnected', () => resolve()))
      ua.stop()
      await gone
    },
  }
}
