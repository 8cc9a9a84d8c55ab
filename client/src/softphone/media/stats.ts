import type { CallStats } from '../phone.ts'

/** Sums up what the browser knows of the sound in both directions (W3C webrtc-stats). */
export async function readStats(peer: RTCPeerConnection): Promise<CallStats> {
  const inbound = { packets: 0, lost: 0, energy: 0, level: 0, jitterSeconds: 0 }
  const outbound: CallStats['outbound'] = {
    packets: 0,
    energy: 0,
    level: 0,
    roundTripSeconds: null,
    lossPercent: null,
    jitterSeconds: null,
  }
  let roundTripSeconds: number | null = null
  let rtcpRoundTrip: number | null = null
  const report: RTCStatsReport = await peer.getStats()
  report.forEach((entry: Record<string, unknown>) => {
    const number = (name: string): number => {
      const value = entry[name]
      return typeof value === 'number' ? value : 0
    }
    if (entry['kind'] === 'video') return
    switch (entry['type']) {
      case 'inbound-rtp':
        inbound.packets += number('packetsReceived')
        inbound.lost += number('packetsLost')
        inbound.energy += number('totalAudioEnergy')
        inbound.level = Math.max(inbound.level, number('audioLevel'))
        inbound.jitterSeconds = Math.max(inbound.jitterSeconds, number('jitter'))
        break
      case 'outbound-rtp':
        outbound.packets += number('packetsSent')
        break
      case 'remote-inbound-rtp':
        // Of the time since the last report of the other side, 0–1 (RFC 3550 section 6.4.1).
        outbound.lossPercent = Math.min(1, number('fractionLost')) * 100
        outbound.jitterSeconds = number('jitter')
        if (typeof entry['roundTripTime'] === 'number') rtcpRoundTrip = entry['roundTripTime']
        break
      case 'media-source':
        outbound.energy += number('totalAudioEnergy')
        outbound.level = Math.max(outbound.level, number('audioLevel'))
        break
      case 'candidate-pair':
        if (entry['nominated'] === true && typeof entry['currentRoundTripTime'] === 'number') {
          roundTripSeconds = entry['currentRoundTripTime']
        }
        break
      default:
    }
  })
  return {
    inbound,
    outbound: { ...outbound, roundTripSeconds: rtcpRoundTrip ?? roundTripSeconds },
    connection: peer.connectionState,
  }
}
