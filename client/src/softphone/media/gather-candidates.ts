/** No answer ever waits longer than this for addresses. */
const limitMs = 300
const quietMs = 100

/**
 * Waits until the local description holds enough addresses to be sent: SIP has no trickle here. Enough is: the
 * browser says so; a public address is known; or nothing new came for a moment. Waiting for `complete` alone takes
 * up to 40 s where a network interface is dead (JsSIP #432, #940).
 */
export function gatherCandidates(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined
    const limit = setTimeout(() => done(), limitMs)
    const onCandidate = ({ candidate }: RTCPeerConnectionIceEvent): void => {
      clearTimeout(quiet)
      const isPublic = candidate?.type === 'srflx' || candidate?.type === 'relay'
      if (candidate === null || isPublic) done()
      else quiet = setTimeout(done, quietMs)
    }
    const onState = (): void => {
      if (peer.iceGatheringState === 'complete') done()
    }
    const done = (): void => {
      clearTimeout(limit)
      clearTimeout(quiet)
      peer.removeEventListener('icecandidate', onCandidate)
      peer.removeEventListener('icegatheringstatechange', onState)
      resolve()
    }
    peer.addEventListener('icecandidate', onCandidate)
    peer.addEventListener('icegatheringstatechange', onState)
  })
}
