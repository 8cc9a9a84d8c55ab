import type { CallMedia, CallMediaEvents } from '../media/call-media.ts'

export interface FakeMedia extends CallMedia {
  isSending: boolean
  isHeld: boolean
  tones: string[]
  refreshed: number
  isClosed: boolean
}

/** Media without sound: a description that says its direction, and a memory of what it was told. */
export function createFakeMedia(events: CallMediaEvents): FakeMedia {
  let offered = false
  const media: FakeMedia = {
    isSending: true,
    isHeld: false,
    isHeldByRemote: false,
    isFlowing: true,
    isClosed: false,
    tones: [],
    refreshed: 0,
    announceOffer: () => undefined,
    setSending: (isSending) => {
      media.isSending = isSending
    },
    setHeld: (isHeld) => {
      media.isHeld = isHeld
    },
    refreshMicrophone: () => {
      media.refreshed += 1
      return Promise.resolve()
    },
    remoteTrack: undefined,
    mixWith: () => undefined,
    stats: () => Promise.resolve(null),
    close: () => {
      media.isClosed = true
    },
    getDescription: () => {
      offered = true
      const direction = media.isHeld ? 'sendonly' : 'sendrecv'
      return Promise.resolve({ body: `v=0\r\na=${direction}\r\n`, contentType: 'application/sdp' })
    },
    setDescription: (sdp) => {
      Object.assign(media, { isHeldByRemote: /a=(?:sendonly|inactive)/.test(sdp) })
      events.changed()
      return Promise.resolve()
    },
    rollbackDescription: () => Promise.resolve(),
    hasDescription: (contentType) => contentType === 'application/sdp',
    sendDtmf: (tones) => {
      media.tones.push(tones)
      return offered
    },
  }
  return media
}
