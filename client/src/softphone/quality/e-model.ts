/** What the estimate is made from; one direction of a talk. */
export interface PathQuality {
  lossPercent: number
  jitterMs: number
  roundTripMs: number
}

// R of an undisturbed narrow-band talk: ITU-T G.107 with all parameters at their defaults.
const undisturbed = 93.2
// Packet-loss robustness Bpl and equipment impairment Ie of G.711 with concealment (ITU-T G.113, table I.3), near
// enough for Opus, which repairs more.
const lossRobustness = 25.1
/** A jitter buffer holds about twice the jitter, and the codec and the sound card take their part. */
const fixedDelayMs = 20

/**
 * Estimated mean opinion score, 1–4.41. It is the simplification of the E-model (ITU-T G.107) by its delay and loss
 * terms (Cole and Rosenbluth, "Voice over IP performance monitoring", 2001): R = 93.2 − Id − Ie,eff. An estimate from
 * the network alone: echo, noise and a bad microphone are not in it.
 */
export function estimateMos({ lossPercent, jitterMs, roundTripMs }: PathQuality): number {
  const delayMs = roundTripMs / 2 + jitterMs * 2 + fixedDelayMs
  const delayImpairment = 0.024 * delayMs + (delayMs > 177.3 ? 0.11 * (delayMs - 177.3) : 0)
  // Ie,eff = Ie + (95 − Ie) · Ppl / (Ppl + Bpl), random loss (G.107, 7.5)
  const lossImpairment = (95 * lossPercent) / (lossPercent + lossRobustness)
  return mosOfR(undisturbed - delayImpairment - lossImpairment)
}

/** ITU-T G.107, annex B. */
export function mosOfR(r: number): number {
  if (r <= 0) return 1
  if (r >= 100) return 4.5
  const mos = 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6
  return Math.max(1, Math.round(mos * 100) / 100)
}

export type QualityTone = 'good' | 'fair' | 'poor'

/** From 4.0 people are content, under 3.1 nearly all complain (ITU-T G.107, table B.1: R 80 and 60). */
export const toneOfMos = (mos: number): QualityTone => (mos >= 4 ? 'good' : mos >= 3.1 ? 'fair' : 'poor')
